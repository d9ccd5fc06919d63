"""No more requests wait for WordPress at once than there are slots."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from wpclient import slots
from wpclient.exceptions import Unanswered, Unavailable
from wpclient.slots import PATIENCE, limit_to, slot


@pytest.fixture(autouse=True)
def one_slot(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(slots, "_slots", None)  # afterwards it is as it was
    limit_to(1)
    yield


@contextmanager
def somebody_holds_it() -> Iterator[threading.Event]:
    """Until the event is set, or the block ends."""
    released, has_it = threading.Event(), threading.Event()

    def hold() -> None:
        with slot():
            has_it.set()
            released.wait()

    with ThreadPoolExecutor() as threads:
        threads.submit(hold)
        has_it.wait()
        try:
            yield released
        finally:
            released.set()


def is_refused_at_once() -> bool:
    began = time.monotonic()
    with pytest.raises(Unavailable), slot():
        pass
    return time.monotonic() - began < PATIENCE


def test_who_holds_one_needs_no_other() -> None:
    with slot(), slot():
        pass


def test_the_next_one_waits_while_wordpress_is_well() -> None:
    with somebody_holds_it() as released:
        threading.Timer(PATIENCE / 10, released.set).start()

        with slot():
            assert released.is_set()


def test_one_who_takes_long_keeps_nobody_away_from_the_other_slot() -> None:
    limit_to(2)
    with somebody_holds_it():
        time.sleep(PATIENCE)
        with slot():
            pass  # WordPress answers everybody else
        with somebody_holds_it() as released:
            threading.Timer(PATIENCE / 10, released.set).start()

            with slot():
                assert released.is_set()


def test_but_not_for_long() -> None:
    with somebody_holds_it():
        with pytest.raises(Unavailable), slot():
            pass

        assert is_refused_at_once()


def test_nor_at_all_after_an_answer_that_never_came() -> None:
    with pytest.raises(Unanswered), slot():
        raise Unanswered("time-out")

    with somebody_holds_it():
        assert is_refused_at_once()
