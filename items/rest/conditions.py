"""Conditional requests: an ETag is a hash of the body that this caller gets."""

from __future__ import annotations

import hashlib
from typing import Any

import orjson
from django.http import HttpResponseBase
from django.utils.cache import get_conditional_response

from api.exceptions import Stale
from items.models import Item
from items.rest.serializers import item_data
from wpauth.authentication import WordPressRequest


def etag_of(data: dict[str, Any]) -> str:
    """Return the strong ETag of an item's data; administrators get other data."""
    return f'"{hashlib.sha256(orjson.dumps(data)).hexdigest()}"'


def not_modified(request: WordPressRequest, etag: str) -> HttpResponseBase | None:
    """Return the 304 that this GET deserves, if it does."""
    if not _is_matched(request, etag):
        raise Stale("The item is not what If-Match names.")
    response = get_conditional_response(request._request, etag=etag)
    if response is None or response.status_code != 304:
        return None  # If-Unmodified-Since doesn't count: no item has a Last-Modified
    response.headers["ETag"] = etag
    return response


def check_unchanged(request: WordPressRequest, item: Item) -> None:
    """Raise Stale if If-Match names another state of the item than this."""
    if "If-Match" not in request.headers and "If-None-Match" not in request.headers:
        return
    etag = etag_of(item_data(item, is_admin=request.user.is_admin))
    if not _is_matched(request, etag) or get_conditional_response(
        request._request, etag=etag
    ):
        raise Stale("The item was changed since. Fetch it again, then decide.")


def _is_matched(request: WordPressRequest, etag: str) -> bool:
    """
    Return whether If-Match names this state, or isn't there.

    Django takes a header without a quoted tag for none: a client with a mistake in
    it would lose the protection that it asked for.
    """
    if "If-Match" not in request.headers:
        return True
    header = request.headers["If-Match"].strip()
    tags = [tag.strip() for tag in header.split(",")]
    return header in ("*", etag.strip('"')) or etag in tags
