"""Wrong passwords are counted for all processes together, without Redis as well."""

from __future__ import annotations

import base64
import fcntl
import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.gunicorn import Gunicorn
from tests.live.callers import Caller
from tests.live.wordpress_server import WordPressServer

numbers = count()


@pytest.fixture
def processes(server: WordPressServer, tmp_path: Path) -> Iterator[Gunicorn]:
    environment = {"WP_BASE_URL": server.url, "TMPDIR": str(tmp_path)}
    gunicorn = Gunicorn(environment, workers=4, threads=8)
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


@pytest.mark.usefixtures("processes")
def test_nobody_tidies_their_folder_away(tmp_path: Path) -> None:
    """systemd-tmpfiles deletes what hasn't been used for days, unless it is locked."""
    [folder] = tmp_path.glob("restart-registry-*")
    descriptor = os.open(folder, os.O_RDONLY)

    with pytest.raises(BlockingIOError):
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    os.close(descriptor)
