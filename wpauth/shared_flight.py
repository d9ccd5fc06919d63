from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.cache import cache

from wpclient.deadline import seconds_left
from wpclient.exceptions import BadAnswer, Unavailable

POLL_SECONDS = 0.02
ASKING = "asking"
FAILED = "failed"
FAILED_TTL = 2  # seconds, in which those who wait see it


@contextmanager
def shared_flight(name: str) -> Iterator[None]:
    """
    Let one of several processes with one cache do for all what is in this block.

    The others wait before it, and find in the cache what the first one put there. If
    that one failed, they raise Unavailable: nobody waits twice. If it was killed, they
    do it themselves once it must have ended.
    """
    key = f"flight:{name}"
    seconds = settings.WP_CONNECT_TIMEOUT + settings.WP_READ_TIMEOUT + 1
    if not cache.add(key, ASKING, seconds):
        _wait(key, min(seconds, seconds_left()))
    try:
        yield
    except (Unavailable, BadAnswer):
        cache.set(key, FAILED, FAILED_TTL)
        raise
    except BaseException:
        cache.delete(key)
        raise
    cache.delete(key)


def _wait(key: str, seconds: float) -> None:
    """Return when nobody else is asking. Raises Unavailable if there is no use in it."""
    deadline = time.monotonic() + seconds
    state, waited = cache.get(key), False
    while state == ASKING and time.monotonic() < deadline:
        time.sleep(POLL_SECONDS)
        state, waited = cache.get(key), True
    if waited and state == FAILED:
        raise Unavailable("another process has just asked in vain")
    if state == ASKING and seconds_left() <= 0:  # the others may still get an answer
        raise Unavailable("another process asks for longer than this could wait")
