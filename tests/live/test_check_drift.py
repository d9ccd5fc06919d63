"""check_drift, again and again, while eight writers change what it compares."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from tests.gunicorn import Gunicorn
from tests.live.callers import ITEM, Caller, insist
from tests.live.wordpress_server import WordPressServer
from tests.stress import rounds
from wordpress.local.folders import PROJECT

WRITERS, REGISTRIES = 8, 12
CHECKS = rounds(short=4, full=30)
IDS = "restart_item_ids"

pytestmark = pytest.mark.stress


@pytest.fixture
def wordpress() -> Iterator[WordPressServer]:
    """A WordPress of its own: what other tests left in theirs would be drift."""
    server = WordPressServer()
    yield server
    server.stop()


@pytest.fixture
def api(wordpress: WordPressServer) -> Iterator[Gunicorn]:
    # A busy machine isn't an outage.
    environment = {"WP_BASE_URL": wordpress.url, "WP_READ_TIMEOUT": "60"}
    gunicorn = Gunicorn(environment, workers=2)
    yield gunicorn
    gunicorn.stop()


def manage(api: Gunicorn, *arguments: str) -> tuple[int, str]:
    """Return the exit code and all that was printed."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=PROJECT,
        env={**api.environment, "LOG_LEVEL": "WARNING"},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    return done.returncode, done.stdout


def write_until(stop: threading.Event, ada: Caller, registry_ids: list[int]) -> int:
    """Add an item and take it off, always in the same few registries."""
    written = 0
    while not stop.is_set():
        path = f"/registries/{random.choice(registry_ids)}/items"  # noqa: S311
        added = insist(partial(ada.post, path, json=ITEM))
        assert added.status_code == 201, added.text
        if written % 5:
            item_id = added.json()["data"]["id"]
            taken_off = insist(partial(ada.call, "DELETE", f"{path}/{item_id}"))
            assert taken_off.status_code == 204, taken_off.text
        written += 1
    return written


def test_it_invents_no_drift_and_mends_what_is_there(
    wordpress: WordPressServer, api: Gunicorn
) -> None:
    ada = Caller(api.url, wordpress.new_person().authorization)
    registry_ids = [ada.new_registry() for _ in range(REGISTRIES)]
    broken = [ada.new_registry() for _ in range(CHECKS)]
    stop = threading.Event()

    with ThreadPoolExecutor(WRITERS) as pool:
        writers = [
            pool.submit(write_until, stop, ada, registry_ids) for _ in range(WRITERS)
        ]
        try:
            checks = []
            for registry_id in broken:
                checks.append(manage(api, "check_drift"))
                wordpress.fake.set_meta(registry_id, IDS, "[999999999]")
                checks.append(manage(api, "check_drift", "--fix"))
        finally:
            stop.set()

    assert all(writer.result() > 0 for writer in writers)
    for plain, fixed in zip(checks[::2], checks[1::2], strict=True):
        assert plain[0] == 0 and "0 mended, 0 left." in plain[1], plain[1]
        assert fixed[0] == 0 and "1 mended, 0 left." in fixed[1], fixed[1]
    assert manage(api, "sync_item_ids")[0] == 0
    assert manage(api, "check_drift") == (0, all_in_step(REGISTRIES + CHECKS))
    for registry_id in registry_ids:
        named = json.loads(wordpress.fake.stored(registry_id).meta[IDS])
        assert sorted(named) == sorted(ada.item_ids(registry_id))


def all_in_step(number: int) -> str:
    return f"{number} registries compared, 0 differ: 0 mended, 0 left.\n"
