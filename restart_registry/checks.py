from __future__ import annotations

from typing import Any

from django.core.cache import caches
from django.core.checks import CheckMessage, Error, Warning, register


@register
def check_cache(**kwargs: Any) -> list[CheckMessage]:
    """Open the cache: its library may be missing, its address may be wrong."""
    # Not at the start of a server, which may have no Redis and makes no checks.
    from redis.exceptions import RedisError

    from restart_registry.caches.redis_cache import RedisCache

    try:
        cache = caches["default"]
        if isinstance(cache, RedisCache):
            cache.ping()
        else:
            cache.get("check_cache")
    except RedisError as exc:
        return [
            Warning(  # no Error: a job like sync_item_ids can do without it
                f"The cache that CACHE_URL names can't be used now: {exc}",
                hint="Is Redis running, and are host, port and password right? Until it "
                "answers, each process counts wrong passwords for itself.",
                id="restart_registry.W001",
            )
        ]
    except Exception as exc:  # each backend has its own
        return [
            Error(
                f"The cache that CACHE_URL names can't be opened: {exc}",
                hint="Write locmemcache:// or rediscache://host:6379/1.",
                id="restart_registry.E001",
            )
        ]
    return []
