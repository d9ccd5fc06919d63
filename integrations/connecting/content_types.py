"""What a site has and how much of it we have: WordPress's words beside our own columns."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from integrations.connecting.structure import NAMES
from integrations.exceptions import TypeNotFound
from integrations.models import ContentItem, Kind, SiteIntegration, SyncedType
from integrations.state import with_state


def content_types(integration: SiteIntegration) -> dict[str, Any]:
    """
    Return the data of GET content-types, by two queries: the integration as it is now,
    and its types with their counts.
    """
    now = with_state(SiteIntegration.objects.filter(pk=integration.pk)).get()
    types = list(_counted(integration))
    return {
        "state": now.state,
        "structure_fetched": now.structure_at is not None,
        "last_structure_fetch": now.structure_at,
        "plugin_connection_enabled": now.sync_is_on,
        "two_way_sync_enabled": now.two_way_is_on,
        **{
            name: {one.slug: _entry(now, one) for one in types if one.kind == kind}
            for kind, name in NAMES.items()
        },
    }


def change_type(
    integration: SiteIntegration, kind: Kind, slug: str, **changes: Any
) -> dict[str, Any]:
    """
    Set `enabled` or `fetch_limit`, and return that entry of content_types().

    Raises TypeNotFound if the site has no such type.
    """
    types = _counted(integration).filter(kind=kind, slug=slug)
    if changes:
        types.update(**changes)
    changed = types.first()
    if changed is None:
        raise TypeNotFound(
            f"Content type not found: the site has no {kind.label.lower()} {slug!r}."
        )
    return _entry(SiteIntegration.objects.get(pk=integration.pk), changed)


def _counted(integration: SiteIntegration) -> QuerySet[Any]:
    """In the order in which they were first seen, each with its live rows' number."""
    live = ContentItem.objects.live().filter(type=OuterRef("pk")).order_by()
    number = live.values("type").annotate(number=Count("pk")).values("number")
    count = Coalesce(Subquery(number), 0, output_field=IntegerField())
    types = SyncedType.objects.filter(integration=integration)
    return types.annotate(synced_count=count).order_by("pk")


def _entry(integration: SiteIntegration, one: Any) -> dict[str, Any]:
    of_kind = integration.config_json["content_types"][NAMES[one.kind]]
    said = of_kind.get(one.slug, {"label": one.slug, "count": 0})
    return {
        "label": said["label"],
        "count": said["count"],
        "synced_count": one.synced_count,
        "enabled": one.enabled,
        "fetch_limit": one.fetch_limit,
        "last_synced_at": one.last_synced_at,
        "missing_since": one.missing_since,
    }
