"""What WordPress's error answers mean, as measured on 6.1, 6.8 and 7.1."""

from __future__ import annotations

import time
from typing import Any

from django.utils.http import parse_http_date_safe

from wpclient.exceptions import (
    DEFAULT_RETRY_AFTER,
    BadAnswer,
    Forbidden,
    Invalid,
    NoSuchPost,
    Outdated,
    Refused,
    Unavailable,
    WordPressError,
)

MAX_RETRY_AFTER = 3600  # seconds; the header is WordPress's, so untrusted

# A 404 with another code (`rest_no_route`: the plugin is off) or without one (a front
# server's page) says nothing about a post. Taken for "gone", it would lose items.
NO_SUCH_THING = {
    "rest_post_invalid_id",
    "rest_user_invalid_id",
    "rest_already_trashed",
}


def error_of(
    status: int, data: Any, *, what: str, retry_after: int = DEFAULT_RETRY_AFTER
) -> WordPressError:
    """Return the error that an answer other than 200 and 201 stands for."""
    code = str(data.get("code", "")) if isinstance(data, dict) else ""
    message = f"{what}: {status} {code}".rstrip()
    match status:
        case 401:
            return Refused(message)
        case 400 if code:
            return _mistake(data, message)
        case 403 if code:
            return Forbidden(message)
        case 404 | 410 if code in NO_SUCH_THING:
            return NoSuchPost(message)
        case 409 if code:
            return Outdated(message)
        case 429 | 503:
            return Unavailable(message, retry_after=retry_after)
        case _:
            return BadAnswer(message)


def _mistake(data: dict[str, Any], message: str) -> WordPressError:
    """Look into a 400: it hides a refused login or a missing right in its details."""
    details = _mapping(_mapping(data.get("data")).get("details"))
    for detail in map(_mapping, details.values()):
        if _mapping(detail.get("data")).get("status") == 401:
            return Refused(message)
        if isinstance(detail.get("code"), str):
            return Invalid(message, code=detail["code"])
    return Invalid(message, code=str(data["code"]))


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def seconds_to_wait(header: str | None) -> int:
    """Read a Retry-After header: seconds or a date."""
    header = (header or "").strip()
    if header.isascii() and header.isdigit():
        return min(int(header[:9]), MAX_RETRY_AFTER)
    moment = parse_http_date_safe(header)
    if moment is None:
        return DEFAULT_RETRY_AFTER
    return max(1, min(int(moment - time.time()), MAX_RETRY_AFTER))
