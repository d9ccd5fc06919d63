"""The ETag of an object: which change of it this is, and what it says."""

from __future__ import annotations

from rest_framework.request import Request

from api.exceptions import Stale
from api.validation import PreconditionRequired
from integrations.models import ContentItem


def etag_of(item: ContentItem) -> str:
    return f'"{item.seq}-{item.checksum:08x}"'


def expected_by(request: Request, item: ContentItem) -> tuple[int, int]:
    """
    Return the `seq` and the checksum that the caller saw, which are the item's.

    Raises PreconditionRequired without If-Match, and Stale if it names another state.
    """
    header = request.headers.get("If-Match", "").strip()
    if not header:
        raise PreconditionRequired
    etag = etag_of(item)
    tags = [tag.strip() for tag in header.split(",")]
    if etag not in tags and header not in ("*", etag.strip('"')):
        raise Stale("It was changed since. Fetch it again, then decide.")
    return item.seq, item.checksum
