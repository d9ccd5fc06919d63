"""Eight processes write to one SQLite file, as fast as they can: none of them starves."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.gunicorn import Gunicorn
from tests.live.callers import ITEM, Caller, all_at_once
from tests.live.wordpress_server import WordPressServer
from tests.stress import rounds

pytestmark = pytest.mark.stress
WRITERS = 8
SECONDS = rounds(short=3, full=20)


@pytest.fixture
def eight_workers(server: WordPressServer) -> Iterator[Gunicorn]:
    environment = {"WP_BASE_URL": server.url, "WP_READ_TIMEOUT": "60"}
    gunicorn = Gunicorn(environment, workers=WRITERS, threads=1)
    yield gunicorn
    gunicorn.stop()


def test_every_write_gets_its_2xx(
    eight_workers: Gunicorn, wordpress: WordPressServer
) -> None:
    ada = Caller(eight_workers.url, wordpress.new_person().authorization)
    registry_id = ada.new_registry()
    items = f"/registries/{registry_id}/items"
    kettle = ada.post(items, json=ITEM).json()["data"]["id"]
    answers: Counter[int] = Counter()
    counting, end = threading.Lock(), time.monotonic() + SECONDS

    def write() -> None:
        price = 0
        while time.monotonic() < end:
            price += 1
            answer = ada.call("PATCH", f"/items/{kettle}", json={"price": price})
            with counting:
                answers[answer.status_code] += 1

    all_at_once(WRITERS, write)

    assert answers.keys() == {200}
    assert answers[200] > WRITERS
