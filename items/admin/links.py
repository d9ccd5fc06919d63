from __future__ import annotations

from django.urls import reverse
from django.utils.html import format_html

from registries.wordpress_pages import edit_page


def registry_links(registry_id: int | None) -> str:
    """Name a registry, with the ways to it in WordPress and to its items here."""
    if registry_id is None:
        return "unknown: it is from before items had one"
    items = f"{reverse('admin:items_item_changelist')}?registry_id={registry_id}"
    return format_html(
        '{} (<a href="{}">edit in WordPress</a>, <a href="{}">its items</a>)',
        registry_id,
        edit_page(registry_id),
        items,
    )
