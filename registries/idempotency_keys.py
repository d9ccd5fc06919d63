"""The header Idempotency-Key, by which a request that is sent again is known."""

from __future__ import annotations

import re
from typing import Any

import orjson
from django.utils.crypto import salted_hmac
from rest_framework import status
from rest_framework.request import Request

from api.validation import HeaderError
from api.views import Response

USED = "This Idempotency-Key was used with another body."
PRINTABLE = re.compile(r"[ -~]{16,255}")


def idempotency_key(request: Request) -> str | None:
    """Return the key that came with a request, None without one, or raise HeaderError."""
    key: str | None = request.headers.get("Idempotency-Key")
    if key is None:
        return None
    if not PRINTABLE.fullmatch(key):
        raise HeaderError(
            {"Idempotency-Key": ["must be 16 to 255 printable ASCII characters"]},
            code="invalid_key",
        )
    return key


def digest_of(body: Any) -> str:
    """
    Return what tells one body from another, and nothing of what stands in it.

    Keyed: a bare hash of somebody's name and address could be found by guessing.
    """
    text = orjson.dumps(body, option=orjson.OPT_SORT_KEYS, default=str)
    return salted_hmac("items.idempotency", text, algorithm="sha256").hexdigest()


def created(data: Any, *, replayed: bool) -> Response:
    """Answer that something was made, now or by the first request with this key."""
    headers = {"Idempotent-Replayed": "true"} if replayed else None
    return Response(data, status=status.HTTP_201_CREATED, headers=headers)
