"""A purchase that is sent twice with the same key is made once."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import orjson
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from rest_framework.exceptions import ValidationError

from items.models import IdempotencyKey
from registries.exceptions import Conflict

LIFE = timedelta(hours=24)
PRINTABLE = re.compile(r"[ -~]{16,255}")


class HeaderError(ValidationError):
    """A mistake in a header."""


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
                **scope, created_at__lt=timezone.now() - LIFE
            ).delete()
            if known := IdempotencyKey.objects.filter(**scope).first():
                return _replay(known, digest), True
            answer = deed()
            IdempotencyKey.objects.create(**scope, body_hash=digest, answer=answer)
            return answer, False
    except IntegrityError:  # the same key, at the same moment (PostgreSQL)
        return _replay(IdempotencyKey.objects.get(**scope), digest), True


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
