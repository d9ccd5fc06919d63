"""Numbers of the last minute, which a cache counts for all processes together."""

from __future__ import annotations

from django.core.cache import BaseCache, caches
from django.utils.crypto import salted_hmac

WINDOW = 60  # seconds, from the first one on


def counts() -> BaseCache:
    return caches["counts"]


def add(key: str, number: int = 1) -> int:
    """Count on, also beside others who do, and return the sum."""
    counts().add(key, 0, WINDOW)
    try:
        return counts().incr(key, number)
    except ValueError:  # it expired in between
        return max(number, 0)


def hashed(kind: str, text: str) -> str:
    """
    Hash what tells a caller, since names and addresses don't belong in a shared cache.

    `kind` keeps somebody who is called like an address apart from that address.
    """
    return salted_hmac(f"wpauth.throttle {kind}", text, algorithm="sha256").hexdigest()
