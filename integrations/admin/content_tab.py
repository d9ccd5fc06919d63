from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator

from integrations.admin.tabs import Tab
from integrations.content.links import edit_url_of, url_of
from integrations.content.search import found_by
from integrations.following.two_way import may_be_changed
from integrations.models import ContentItem

PER_PAGE = 50
LONGEST_SEARCH = 100


class ContentTab(Tab):
    """What a site holds: found by title, slug or id, and changed where the site allows it."""

    name = "integrations_site_content"
    key = "content"

    def shown(self) -> dict[str, Any]:
        search = (
            self.request.GET.get("q", "").replace("\0", "")[:LONGEST_SEARCH].strip()
        )
        content = ContentItem.objects.live().filter(type__integration=self.integration)
        if search:
            content = content.filter(found_by(search))
        rows = content.select_related("type__integration__site").order_by("-pk")
        page = Paginator(rows, PER_PAGE).get_page(self.request.GET.get("page"))
        return {"search": search, "page": page, "rows": [_row(item) for item in page]}


def _row(item: ContentItem) -> dict[str, Any]:
    return {
        "item": item,
        "url": url_of(item),
        "edit_url": edit_url_of(item),
        "may_be_changed": may_be_changed(item),
    }
