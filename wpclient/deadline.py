"""
One time-out for a whole answer (status line, headers and body), and one for all answers
that a request to us waits for, since its client gives up sooner or later.

A socket's own time-out counts from byte to byte: a server that sends one now and then
never exceeds it, and would keep a thread for hours.
"""

from __future__ import annotations

import http.client
import io
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection

_end: ContextVar[float | None] = ContextVar("end", default=None)
_whole: ContextVar[float | None] = ContextVar("whole", default=None)


@contextmanager
def all_within(seconds: float) -> Iterator[None]:
    """Limit the time that all requests to WordPress in this block take together."""
    token = _end.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _end.reset(token)


def seconds_left() -> float:
    """Return how long WordPress may still take; commands have no end."""
    end = _end.get()
    return float("inf") if end is None else end - time.monotonic()


@contextmanager
def answers_within(seconds: float) -> Iterator[None]:
    """
    Limit the time that each answer to this block's requests takes.

    Without this the limit is the socket's time-out; with it, that one counts from byte
    to byte again, for long answers that mustn't stop.
    """
    token = _whole.set(seconds)
    try:
        yield
    finally:
        _whole.reset(token)


class _Reader(io.RawIOBase):
    """Reads from a socket until a deadline."""

    def __init__(self, raw: Any, sock: socket.socket) -> None:
        self.raw = raw
        self.sock = sock
        self.pause = sock.gettimeout()
        seconds = _whole.get() or self.pause
        self.deadline = None if seconds is None else time.monotonic() + seconds

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        if self.deadline is not None:
            left = self.deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError("the answer took too long")
            self.sock.settimeout(left if self.pause is None else min(left, self.pause))
        count: int | None = self.raw.readinto(buffer)
        return count

    def close(self) -> None:
        self.raw.close()
        super().close()


class _Response(http.client.HTTPResponse):
    def __init__(self, sock: socket.socket, *args: Any, **kwargs: Any) -> None:
        super().__init__(sock, *args, **kwargs)
        self.fp = io.BufferedReader(_Reader(self.fp.detach(), sock))


class _HTTPConnection(HTTPConnection):
    response_class = _Response


class _HTTPSConnection(HTTPSConnection):
    response_class = _Response


class _HTTPPool(HTTPConnectionPool):
    ConnectionCls = _HTTPConnection


class _HTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _HTTPSConnection


POOLS = {"http": _HTTPPool, "https": _HTTPSPool}
