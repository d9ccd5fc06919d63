"""The objects that a caller asks for."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from integrations.callers import SiteCaller, visible_to
from integrations.content.search import found_by
from integrations.models import ContentItem
from wpauth.users import WordPressUser

FILTERS = {
    "integration": "type__integration",
    "kind": "type__kind",
    "type": "type__slug",
    "status": "status",
}


def content_of(caller: WordPressUser | SiteCaller) -> QuerySet[ContentItem]:
    """Return what this caller may see, with its types and sites."""
    visible = visible_to(caller)
    return (
        ContentItem.objects.live()
        .filter(type__integration__site__in=visible)
        .select_related("type__integration__site")
    )


def narrowed(
    content: QuerySet[ContentItem], query: dict[str, Any]
) -> QuerySet[ContentItem]:
    """Return what fits a valid ContentListQuery."""
    wanted = {FILTERS[name]: query[name] for name in FILTERS.keys() & query.keys()}
    content = content.filter(**wanted)
    return content.filter(found_by(query["search"])) if "search" in query else content
