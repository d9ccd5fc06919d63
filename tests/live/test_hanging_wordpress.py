"""While WordPress hangs, everybody who doesn't need it is answered as ever."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from tests.gunicorn import Gunicorn
from tests.live.callers import Caller, started
from tests.live.wordpress_server import WordPressServer, hang

THREADS = 8
WAITING = 200
SOON = 3  # seconds, on a busy machine; WordPress takes 20 to give up


@pytest.fixture
def one_process(server: WordPressServer) -> Iterator[Gunicorn]:
    environment = {"WP_BASE_URL": server.url, "WP_READ_TIMEOUT": "20"}
    gunicorn = Gunicorn(environment, workers=1, threads=THREADS)
    yield gunicorn
    gunicorn.stop()


def test_two_hundred_who_wait_keep_nobody_else_waiting(
    one_process: Gunicorn, wordpress: WordPressServer
) -> None:
    service = wordpress.fake.accounts["service"]
    plugin = Caller(one_process.url, service.authorization)
    people = [wordpress.new_person() for _ in range(WAITING)]
    wordpress.trick = hang

    def wait_for_wordpress() -> tuple[int, str | None]:
        ada = Caller(one_process.url, people.pop().authorization)
        answer = ada.get("/registries")
        return answer.status_code, answer.headers.get("Retry-After")

    with started(WAITING, wait_for_wordpress) as waiting:
        wordpress.wait_for_hanging(THREADS - 2)
        time.sleep(SOON)  # WordPress might answer yet

        for path in ("/health", "/items") * 20:
            began = time.monotonic()
            assert plugin.get(path).status_code == 200
            assert time.monotonic() - began < SOON
        refused = [one.result() for one in waiting if one.done()]

        assert len(refused) == WAITING - (THREADS - 2)
        assert set(refused) == {(503, "5")}
        wordpress.behave()
    assert plugin.get("/health").status_code == 200
    assert (
        Caller(one_process.url, wordpress.new_person().authorization)
        .get("/registries")
        .status_code
        == 200
    )
