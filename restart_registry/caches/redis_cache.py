"""A cache in Redis; while Redis is away, requests are slower but don't fail."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from functools import partialmethod
from typing import Any

from django.core.cache.backends import redis
from django.core.cache.backends.locmem import LocMemCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

logger = logging.getLogger(__name__)

SECONDS = 1  # for connecting, and for an answer
PAUSE = 5  # seconds until Redis is asked again after it failed
WITHOUT_END = -1  # Redis' word for a key that never ends
MOST_ENTRIES = 10_000  # of a process, as in settings.py
# What these count outlives the return of Redis, and ends by its own time: otherwise each
# outage would let through as many wrong passwords again.
COUNTING = ("add", "incr")


class Serializer(redis.RedisSerializer):
    def loads(self, data: Any) -> Any:
        try:
            return super().loads(data)
        except Exception:  # another version of this program wrote it: it is missing
            return None


class Client(redis.RedisCacheClient):
    def incr(self, key: Any, delta: Any) -> int:
        """
        Count on, or raise ValueError if the key isn't there.

        Django looks first; a key that ends in between would be made anew without an
        end, and wrong passwords would count for ever.
        """
        number: int = super().incr(key, delta)
        if self.get_client(key, write=True).ttl(key) == WITHOUT_END:
            self.delete(key)
            raise ValueError(f"Key {key!r} not found.")
        return number


class RedisCache(redis.RedisCache):
    """
    Django's; while Redis is away, each process keeps what it is told for itself.

    Neither Django's nor django-redis' can do that: the one raises, the other may
    ignore errors, and would count no wrong passwords then.
    """

    # It belongs to the process: Django makes one cache for each thread.
    away_until = 0.0

    def __init__(self, server: str | list[str], params: dict[str, Any]) -> None:
        options = {
            "serializer": Serializer,
            "socket_connect_timeout": SECONDS,
            "socket_timeout": SECONDS,
            # It tries once more: a connection that was kept may be from before a restart.
            "retry": Retry(NoBackoff(), 1),
            **params.get("OPTIONS", {}),
        }
        super().__init__(server, {**params, "OPTIONS": options})
        self._class = Client
        limits = {**params, "OPTIONS": {"MAX_ENTRIES": MOST_ENTRIES}}
        self._own = LocMemCache(f"while {server} is away", limits)
        self._own_counts = LocMemCache(f"counted while {server} is away", limits)

    def ping(self) -> None:
        """Raise RedisError if Redis can't be used now."""
        self._cache.get_client(write=True).ping()

    def _ask(self, name: str, *args: Any, **kwargs: Any) -> Any:
        if time.monotonic() >= RedisCache.away_until:
            try:
                answer = getattr(super(), name)(*args, **kwargs)
            except RedisError as exc:
                RedisCache.away_until = time.monotonic() + PAUSE
                logger.warning("the cache failed; not shared for %s s: %s", PAUSE, exc)
            else:
                self._is_back()
                return answer
        own = self._own_counts if name in COUNTING else self._own
        method: Callable[..., Any] = getattr(own, name)
        return method(*args, **kwargs)

    def _is_back(self) -> None:
        if RedisCache.away_until:
            RedisCache.away_until = 0.0
            self._own.clear()  # by the next time it may no longer be so

    def clear(self) -> None:
        self._own_counts.clear()
        self._ask("clear")

    add = partialmethod(_ask, "add")
    delete = partialmethod(_ask, "delete")
    delete_many = partialmethod(_ask, "delete_many")
    get = partialmethod(_ask, "get")
    get_many = partialmethod(_ask, "get_many")
    has_key = partialmethod(_ask, "has_key")
    incr = partialmethod(_ask, "incr")
    set = partialmethod(_ask, "set")
    set_many = partialmethod(_ask, "set_many")
    touch = partialmethod(_ask, "touch")
