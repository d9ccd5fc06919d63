"""A purchase that is sent twice with the same key is made once."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import orjson
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from api.exceptions import Conflict, NotFound
from api.validation import HeaderError
from items.models import IdempotencyKey

LIFE = timedelta(hours=24)
BATCH = 500  # keys that are deleted in one transaction
PRINTABLE = re.compile(r"[ -~]{16,255}")


def valid_key(header: str | None) -> str | None:
    """Return the Idempotency-Key, None without one, or raise HeaderError."""
    if header is None:
        return None
    if not PRINTABLE.fullmatch(header):
        raise HeaderError(
            {"Idempotency-Key": ["must be 16 to 255 printable ASCII characters"]},
            code="invalid_key",
        )
    return header


def once(
    scope: dict[str, Any], body: Any, deed: Callable[[], dict[str, Any]]
) -> tuple[dict[str, Any], bool]:
    """
    Do the deed and remember its answer, or return the remembered one and True.

    `scope` names caller, item and key. Only what succeeded is remembered, in the
    deed's own transaction; raises Conflict for another body under the same key.
    """
    digest = _digest(body)
    try:
        with transaction.atomic():
            IdempotencyKey.objects.filter(
                **scope, created_at__lt=end_of_life()
            ).delete()
            if known := IdempotencyKey.objects.filter(**scope).first():
                return _replay(known, digest), True
            answer = deed()
            IdempotencyKey.objects.create(**scope, body_hash=digest, answer=answer)
            return answer, False
    except (IntegrityError, Conflict, NotFound):
        # Perhaps the same key at the same moment (PostgreSQL): what stood in our way
        # is then what it did.
        known = IdempotencyKey.objects.filter(**scope).first()
        if known is None:
            raise
        return _replay(known, digest), True


def _digest(body: Any) -> str:
    """
    Return what tells one body from another, and nothing of what stands in it.

    Keyed: a bare hash of somebody's name and address could be found by guessing.
    """
    text = orjson.dumps(body, option=orjson.OPT_SORT_KEYS)
    return salted_hmac("items.idempotency", text, algorithm="sha256").hexdigest()


def _replay(known: IdempotencyKey, digest: str) -> dict[str, Any]:
    if known.body_hash != digest:
        raise Conflict("This Idempotency-Key was used with another body.")
    answer: dict[str, Any] = known.answer
    return answer


def end_of_life() -> datetime:
    """The keys from before this moment are ones that `once` doesn't look at any more."""
    return timezone.now() - LIFE


def count(before: datetime) -> int:
    """Count the keys from before, an hour's at a time: a long read blocks writers."""
    number = 0
    times = IdempotencyKey.objects.order_by("created_at").values_list(
        "created_at", flat=True
    )
    since = times.filter(created_at__lt=before).first()
    while since:
        until = min(since + timedelta(hours=1), before)
        number += times.filter(created_at__gte=since, created_at__lt=until).count()
        since = times.filter(created_at__gte=until, created_at__lt=before).first()
    return number


def purge(before: datetime) -> Iterator[int]:
    """
    Delete the keys from before, the oldest first, yielding how many went each time.

    Each time in a short transaction, and with an equal pause: buyers write between
    two, on SQLite as well, which has one writer at a time.
    """
    keys = IdempotencyKey.objects.filter(created_at__lt=before)
    oldest = keys.order_by("created_at").values_list("pk", flat=True)[:BATCH]
    while ids := list(oldest.all()):
        started = time.monotonic()
        deleted, _ = IdempotencyKey.objects.filter(pk__in=ids).delete()
        time.sleep(time.monotonic() - started)
        yield deleted
