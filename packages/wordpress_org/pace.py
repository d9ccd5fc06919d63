"""How fast WordPress.org is asked, and when it isn't asked any more."""

from __future__ import annotations

import math
import threading
import time
from pathlib import Path

from pyrate_limiter import Limiter, Rate, SQLiteBucket

from packages.exceptions import PackagesError

FAILURES_IN_A_ROW = 20
LONGEST_PAUSE = 60  # seconds


class WordPressOrgDown(PackagesError):
    """Nothing more is asked in this run."""


class Pace:
    """Shared by all threads of a run; the rate is shared by all processes that name one file."""

    def __init__(self, rate: int, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        bucket = SQLiteBucket.init_from_file(
            [_evenly(rate)], db_path=str(file), use_file_lock=True
        )
        _forget_the_future(bucket)
        self._limiter = Limiter(bucket, buffer_ms=0)
        self._turn = threading.Lock()  # the file's lock is polled: too slow for threads
        self._state = threading.Lock()
        self._ended = threading.Event()
        self._reason = ""
        self._failures = 0
        self._pause_ends = 0.0

    def wait(self) -> None:
        """Return when a request may be sent, or raise WordPressOrgDown."""
        with self._turn:
            while (left := self._pause_ends - time.monotonic()) > 0:
                self.sleep(left)
            self._check()
            self._limiter.try_acquire("WordPress.org")
        self._check()

    def sleep(self, seconds: float) -> None:
        self._ended.wait(seconds)
        self._check()

    def pause(self, seconds: float) -> None:
        """Let every thread wait, as WordPress.org wants it; too long a time ends the run."""
        if seconds > LONGEST_PAUSE:
            self.end(
                f"WordPress.org asks us to wait {math.ceil(seconds)} s. Try again then."
            )
            self._check()
        with self._state:
            self._pause_ends = max(self._pause_ends, time.monotonic() + seconds)

    def answered(self) -> None:
        with self._state:
            self._failures = 0

    def failed(self, reason: str) -> None:
        """Count an answer that is none; one too many ends the run."""
        with self._state:
            self._failures += 1
            is_down = self._failures >= FAILURES_IN_A_ROW
        if is_down:
            self.end(
                f"WordPress.org doesn't answer: {FAILURES_IN_A_ROW} requests in a row "
                f"failed, the last with: {reason}. Try again later."
            )
            self._check()

    def end(self, reason: str) -> None:
        """Let nobody wait or ask any more."""
        with self._state:
            self._reason = self._reason or reason
        self._ended.set()

    def close(self) -> None:
        self.end("WordPress.org isn't asked any more.")
        with self._turn:
            self._limiter.close()

    def _check(self) -> None:
        if self._ended.is_set():
            raise WordPressOrgDown(self._reason)


def _forget_the_future(bucket: SQLiteBucket) -> None:
    """Don't wait for moments that were counted before somebody set the clock back."""
    newest = bucket.peek(0)
    if newest and newest.timestamp > 1000 * time.time() + 1000:
        bucket.flush()


def _evenly(rate: int) -> Rate:
    """Return requests a second as one request at a time, so that no burst makes up for a lull."""
    at_once = math.ceil(rate / 100)
    # The limiter counts both ends of its interval.
    return Rate(at_once, max(1, math.ceil(1000 * at_once / rate) - 1))
