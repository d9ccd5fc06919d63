"""Wrong passwords are counted for all processes together, without Redis as well."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from itertools import count

import pytest

from tests.gunicorn import Gunicorn
from tests.live.callers import Caller
from tests.live.wordpress_server import WordPressServer

numbers = count()


@pytest.fixture
def processes(server: WordPressServer) -> Iterator[Gunicorn]:
    gunicorn = Gunicorn({"WP_BASE_URL": server.url}, workers=4, threads=8)
    yield gunicorn
    gunicorn.stop()


def guess(api: Gunicorn, username: str) -> int:
    pair = f"{username}:wrong {next(numbers)}".encode()
    authorization = f"Basic {base64.b64encode(pair).decode()}"
    return Caller(api.url, authorization).get("/registries").status_code


def test_the_eleventh_is_refused_whichever_process_it_meets(
    processes: Gunicorn, wordpress: WordPressServer
) -> None:
    answers = [guess(processes, "dora") for _ in range(14)]

    assert answers == [401] * 10 + [429] * 4
    assert guess(processes, "emil") == 401
