"""Where an object is on its site; WordPress decides there who may see it."""

from __future__ import annotations

from urllib.parse import quote

from integrations.models import ContentItem, Kind


def url_of(item: ContentItem) -> str | None:
    """
    Return the address of an object's page, whatever permalinks the site has.

    A term is found by its slug, so one whose words are private has none.
    """
    site_url = item.type.integration.site.url
    if item.type.kind == Kind.POST_TYPE:
        return f"{site_url}/?p={item.external_id}"
    if item.slug is None:
        return None
    return f"{site_url}/?taxonomy={item.type.slug}&term={quote(item.slug, safe='%')}"


def edit_url_of(item: ContentItem) -> str:
    integration = item.type.integration
    admin_url = integration.config_json.get("admin_url")
    folder = admin_url or f"{integration.site.url}/wp-admin/"
    if item.type.kind == Kind.POST_TYPE:
        return f"{folder.rstrip('/')}/post.php?post={item.external_id}&action=edit"
    page = f"term.php?taxonomy={item.type.slug}&tag_ID={item.external_id}"
    return f"{folder.rstrip('/')}/{page}"
