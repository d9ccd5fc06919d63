"""No more requests wait for WordPress at once than there are slots."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from wpclient import slots
from wpclient.exceptions import Unanswered, Unavailable
from wpclient.slots import PATIENCE, limit_to, slot


@pytest.fixture(autouse=True)
def one_slot(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(slots, "_slots", None)  # afterwards it is as it was
    limit_to(1)
    yield


def hold_until(released: threading.Event, has_it: threading.Event) -> None:
    with slot():
        has_it.set()
        released.wait()


def test_who_holds_one_needs_no_other() -> None:
    with slot(), slot():
        pass


def test_the_next_one_waits_while_wordpress_is_well() -> None:
    released, has_it = threading.Event(), threading.Event()
    with ThreadPoolExecutor() as threads:
        threads.submit(hold_until, released, has_it)
        has_it.wait()
        threading.Timer(PATIENCE / 4, released.set).start()

        with slot():
            assert released.is_set()


def test_but_not_for_long() -> None:
    released, has_it = threading.Event(), threading.Event()
    with ThreadPoolExecutor() as threads:
        threads.submit(hold_until, released, has_it)
        has_it.wait()

        with pytest.raises(Unavailable), slot():
            pass

        began = time.monotonic()
        with pytest.raises(Unavailable), slot():
            pass
        assert time.monotonic() - began < PATIENCE / 4
        released.set()


def test_nor_at_all_after_an_answer_that_never_came() -> None:
    with pytest.raises(Unanswered), slot():
        raise Unanswered("time-out")
    released, has_it = threading.Event(), threading.Event()
    with ThreadPoolExecutor() as threads:
        threads.submit(hold_until, released, has_it)
        has_it.wait()

        began = time.monotonic()
        with pytest.raises(Unavailable), slot():
            pass
        assert time.monotonic() - began < PATIENCE / 4
        released.set()
