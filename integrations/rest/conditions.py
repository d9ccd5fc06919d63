"""The ETag of an object: which change of it this is, and what it says."""

from __future__ import annotations

import re
from http import HTTPStatus

from rest_framework.exceptions import APIException

from api.exceptions import Stale
from integrations.following.two_way import Seen
from integrations.models import ContentItem
from integrations.rest.authentication import SiteRequest

ETAG = re.compile(r'"(\d{1,19})-([0-9a-f]{8})"', re.ASCII)


class ConditionRequired(APIException):
    status_code = HTTPStatus.PRECONDITION_REQUIRED
    default_detail = "Send If-Match with the ETag of the object as you saw it."


def etag_of(item: ContentItem) -> str:
    return f'"{item.seq}-{item.checksum:08x}"'


def seen_by(request: SiteRequest) -> Seen:
    """
    Return which version If-Match names, or raise ConditionRequired.

    What is none of our ETags, `*` too, raises Stale: the person decides about something
    that they saw.
    """
    if "If-Match" not in request.headers:
        raise ConditionRequired
    match = ETAG.fullmatch(request.headers["If-Match"].strip())
    if match is None:
        raise Stale("If-Match names no version of this object. Look at it again.")
    return Seen(int(match[1]), int(match[2], 16))
