"""Looks into the cache that the tests run with, and lets its time go by."""

from __future__ import annotations

import pickle
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from django.core.cache import cache
from django.core.cache.backends import locmem
from django.core.cache.backends.redis import RedisCache


def in_redis() -> Any:
    """Return a client of the Redis that the tests run with; None if there is none."""
    if not isinstance(cache._connections[cache._alias], RedisCache):  # type: ignore[attr-defined]
        return None
    return cache._cache.get_client()  # type: ignore[attr-defined]


def entries() -> dict[str, bytes]:
    if redis := in_redis():
        return {key.decode(): redis.get(key) for key in redis.scan_iter()}
    every = locmem._caches.values()  # type: ignore[attr-defined]  # locmem's own
    return {str(key): value for values in every for key, value in values.items()}


def everything_in_the_cache() -> Iterator[bytes]:
    for key, value in entries().items():
        yield key.encode()
        yield value
        # A number is no pickle in Redis.
        yield value if value.isdigit() else repr(pickle.loads(value)).encode()  # noqa: S301  # our own


@contextmanager
def in_seconds(seconds: float) -> Iterator[None]:
    """Let this much time go by: what is remembered until then is forgotten."""
    if redis := in_redis():
        _make_older(redis, seconds)
    now = time.time
    with mock.patch("time.time", lambda: now() + seconds):
        yield


def _make_older(redis: Any, seconds: float) -> None:
    """Redis has a clock of its own, which nobody can set."""
    for key in redis.scan_iter():
        left = redis.pttl(key)
        if left >= 0:
            redis.pexpire(key, max(1, int(left - seconds * 1000)))
    time.sleep(0.005)  # what has a millisecond left
