"""
Bounds how many requests of this process wait for WordPress at once.

When WordPress hangs, all threads would soon wait for it, and nobody would get an answer
that needs no WordPress at all.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from wpclient.exceptions import Unanswered, Unavailable

# Seconds, in which WordPress answers somebody if all is well. Until then those who wait
# for a slot keep threads from everybody else.
PATIENCE = 1


class Slots:
    """Anyone who finds none free waits for one, unless WordPress seems to hang."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._began: list[float] = []  # when each of those who hold one asked
        self._answered = 0.0  # when WordPress last answered somebody
        self._hangs = False  # the last answer never came
        self._change = threading.Condition()

    @contextmanager
    def one(self) -> Iterator[None]:
        began, hangs = self._take(), False
        try:
            yield
        except Unanswered:
            hangs = True
            raise
        finally:
            with self._change:
                self._began.remove(began)
                self._hangs = hangs
                if not hangs:
                    self._answered = time.monotonic()
                self._change.notify()

    def _take(self) -> float:
        with self._change:
            while len(self._began) >= self._number:
                silent_since = max(min(self._began), self._answered)
                left = silent_since + PATIENCE - time.monotonic()
                if self._hangs or left <= 0:
                    raise Unavailable("too many requests wait for WordPress already")
                self._change.wait(left)
            began = time.monotonic()
            self._began.append(began)
            return began


_slots: Slots | None = None  # commands and Lambda do one thing at a time
_is_mine: ContextVar[bool] = ContextVar("is_mine", default=False)


def limit_to(number: int) -> None:
    """Let so many wait at once, in this process, from now on."""
    global _slots
    _slots = Slots(number)


@contextmanager
def slot() -> Iterator[None]:
    """Hold a slot in this block, or raise Unavailable; one is enough for a thread."""
    if _slots is None or _is_mine.get():
        yield
        return
    token = _is_mine.set(True)
    try:
        with _slots.one():
            yield
    finally:
        _is_mine.reset(token)
