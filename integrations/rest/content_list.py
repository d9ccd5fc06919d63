"""The objects that a caller asks for."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from api.ids import LARGEST_ID
from integrations.callers import SiteCaller, visible_to
from integrations.models import ContentItem
from integrations.rest.serializers import is_number
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
    return content.filter(_found(query["search"])) if "search" in query else content


def _found(text: str) -> Q:
    found = Q()
    for spelling in _spellings(text):
        found |= Q(title__icontains=spelling) | Q(slug__icontains=spelling)
    if is_number(text) and int(text) <= LARGEST_ID:
        found |= Q(external_id=int(text))
    return found


def _spellings(text: str) -> set[str]:
    """Return what is looked for: SQLite ignores the case of a to z, and of no other."""
    if text.isascii():
        return {text}
    return {text, text.lower(), text.upper(), text.capitalize(), text.title()}
