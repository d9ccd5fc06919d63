"""No more requests wait for WordPress at once than there are slots."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager

import pytest

from wpclient import slots
from wpclient.exceptions import Unanswered, Unavailable
from wpclient.slots import PATIENCE, limit_to, site_slot, slot


@pytest.fixture(autouse=True)
def one_slot(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("_slots", "_site_slots"):  # afterwards they are as they were
        monkeypatch.setattr(slots, name, None)
    limit_to(1)
    yield


@contextmanager
def somebody_holds_it(
    kind: Callable[[], AbstractContextManager[None]] = slot,
) -> Iterator[threading.Event]:
    """Until the event is set, or the block ends."""
    released, has_it = threading.Event(), threading.Event()

    def hold() -> None:
        with kind():
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


def test_sites_that_hang_keep_nobody_from_the_hub() -> None:
    limit_to(4)
    with somebody_holds_it(site_slot):
        with pytest.raises(Unavailable), site_slot():
            pass
        with slot():
            pass


def test_nor_does_the_hub_keep_anybody_from_the_sites() -> None:
    limit_to(1)
    with somebody_holds_it(), site_slot():
        pass


def test_a_quarter_is_for_sites() -> None:
    limit_to(4)
    with somebody_holds_it(), somebody_holds_it():
        with slot():
            pass
        with somebody_holds_it(), pytest.raises(Unavailable), slot():
            pass


def test_commands_have_no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "_site_slots", None)
    with site_slot(), site_slot():
        pass
