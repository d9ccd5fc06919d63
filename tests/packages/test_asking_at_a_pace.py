"""Tests that threads and processes ask WordPress.org together at its pace."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from threading import Event, Thread
from typing import Self

import pytest

from packages.wordpress_org.answers import Answer, Failure, Gone
from packages.wordpress_org.api import ask
from packages.wordpress_org.http import Session, WordPressOrgDown
from tests.packages.asking import NewSession
from tests.packages.troubles import BROKEN, Hangs, busy
from tests.packages.wordpress_org import WordPressOrg
from wordpress.local.folders import PROJECT

RATE = 20
ASK = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from packages.wordpress_org.api import ask
from packages.wordpress_org.http import Session, Sources

api, file, rate, number = sys.argv[1:]
with Session(Sources(api, "", "", int(rate), "tests", Path(file))) as session:
    with ThreadPoolExecutor(10) as threads:
        list(threads.map(lambda n: ask(session, "plugin", f"tea-{n}"), range(int(number))))
"""


class Stalls:
    """How long this machine, busy with other things, kept the server from reading its clock."""

    def __enter__(self) -> Self:
        self.longest, self._ended = 0.0, Event()
        self._thread = Thread(target=self._watch)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        began = time.monotonic()
        while not self._ended.wait(0.01):
            now = time.monotonic()
            self.longest, began = max(self.longest, now - began - 0.01), now


def most_in_a_second(moments: list[float]) -> int:
    return max(
        sum(first <= moment < first + 1 for moment in moments) for first in moments
    )


def test_two_processes_of_ten_threads_keep_to_one_rate(
    org: WordPressOrg, tmp_path: Path
) -> None:
    arguments = [org.api, str(tmp_path / "rate.sqlite3"), str(RATE), "50"]
    with Stalls() as stalls:
        processes = [
            subprocess.Popen([sys.executable, "-c", ASK, *arguments], cwd=PROJECT)
            for _ in range(2)
        ]
        assert [process.wait(timeout=120) for process in processes] == [0, 0]

    moments = [received.moment for received in org.received]
    assert len(moments) == 100
    assert most_in_a_second(moments) <= (1.1 + stalls.longest) * RATE
    assert max(moments) - min(moments) < 2 * 100 / RATE


def test_further_tries_count_as_requests(
    org: WordPressOrg, new_session: NewSession
) -> None:
    org.everywhere(BROKEN)
    session = new_session(rate=RATE)

    with Stalls() as stalls, ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: ask(session, "plugin", "tea"), range(8)))

    moments = [received.moment for received in org.received]
    assert len(moments) == 32
    assert most_in_a_second(moments) <= (1.1 + stalls.longest) * RATE


def test_a_clock_that_was_set_back_stops_nobody(
    org: WordPressOrg, new_session: NewSession, tmp_path: Path
) -> None:
    ask(new_session(), "plugin", "tea")
    with closing(sqlite3.connect(tmp_path / "rate.sqlite3")) as database, database:
        database.execute("UPDATE rate_bucket SET item_timestamp = item_timestamp + 1e7")
    began = time.monotonic()

    ask(new_session(rate=RATE), "plugin", "tea")

    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    "retry_after",
    [
        lambda: "1",
        lambda: format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True),
    ],
    ids=["seconds", "a date"],
)
def test_all_threads_wait_as_long_as_they_are_told(
    org: WordPressOrg, session: Session, retry_after: Callable[[], str]
) -> None:
    with ThreadPoolExecutor(5) as threads:
        org.times(1, busy(retry_after()))
        first = threads.submit(ask, session, "plugin", "tea")
        while not org.received:
            time.sleep(0.01)
        time.sleep(0.1)  # the pause has begun
        found = list(threads.map(lambda _: ask(session, "plugin", "tea"), range(8)))

    assert [first.result(), *found] == 9 * [Gone()]
    told, *later = [received.moment for received in org.received]
    assert len(later) == 9
    assert min(later) - told > 0.9


def test_being_told_to_wait_for_long_ends_the_run(
    org: WordPressOrg, session: Session
) -> None:
    org.everywhere(busy(61))

    for _ in range(2):
        with pytest.raises(WordPressOrgDown, match="asks us to wait 61 s"):
            ask(session, "plugin", "tea")
    assert len(org.received) == 1


def test_a_run_that_ends_ends_for_every_thread(
    org: WordPressOrg, session: Session
) -> None:
    def outcome(number: int) -> Answer | str:
        try:
            return ask(session, "plugin", "tea")
        except WordPressOrgDown as error:
            return str(error)

    with ThreadPoolExecutor(5) as threads:
        org.times(1, busy(30))
        waiting = [threads.submit(outcome, number) for number in range(5)]
        while not org.received:
            time.sleep(0.01)
        time.sleep(0.1)
        began = time.monotonic()
        session.close()
        reasons = [outcome.result() for outcome in waiting]

    assert time.monotonic() - began < 5
    assert {*reasons} <= {"WordPress.org isn't asked any more.", Gone()}
    assert "WordPress.org isn't asked any more." in reasons


def test_a_hanging_server_is_left_after_20_requests(
    org: WordPressOrg, session: Session
) -> None:
    org.everywhere(Hangs())

    def is_down(number: int) -> bool:
        try:
            return not isinstance(ask(session, "plugin", "tea"), Failure)
        except WordPressOrgDown:
            return True

    began = time.monotonic()
    with ThreadPoolExecutor(20) as threads:
        outcomes = list(threads.map(is_down, range(200)))

    assert outcomes.count(False) == 19
    assert time.monotonic() - began < 10
    assert len(org.received) <= 40
