"""The sites as the list shows them: each with its state, its numbers and its last run."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from integrations.connecting.structure import NAMES
from integrations.models import (
    ContentItem,
    JobKind,
    JobState,
    Site,
    SiteIntegration,
    SyncJob,
)
from integrations.state import State, with_state


def with_numbers(sites: QuerySet[Site]) -> QuerySet[Any]:
    """Annotate `state`, `synced` (live rows) and `drift` (that the last audit left)."""
    integrations = with_state(SiteIntegration.objects.filter(site=OuterRef("pk")))
    live = ContentItem.objects.live().filter(type__integration__site=OuterRef("pk"))
    by_site = live.order_by().values("type__integration__site")
    audits = SyncJob.objects.filter(
        integration__site=OuterRef("pk"), kind=JobKind.AUDIT, state=JobState.COMPLETED
    )
    return sites.select_related("integration").annotate(
        state=Subquery(integrations.values("state")[:1]),
        synced=_number(by_site.annotate(number=Count("pk")).values("number")),
        drift=_number(audits.order_by("-finished_at").values("left")[:1]),
    )


def total(integration: SiteIntegration) -> int:
    """Return how many objects the site says it has."""
    types = integration.config_json.get("content_types", {})
    named = (types.get(name, {}) for name in NAMES.values())
    return sum(one["count"] for of_kind in named for one in of_kind.values())


def _number(rows: QuerySet[Any]) -> Coalesce:
    return Coalesce(Subquery(rows), Value(0), output_field=IntegerField())


class _Question(admin.SimpleListFilter):
    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Yes"), ("no", "No")]


class NotReadyFilter(_Question):
    title = "whether it is not ready"
    parameter_name = "not_ready"

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        match self.value():
            case "yes":
                return queryset.exclude(state=State.READY)
            case "no":
                return queryset.filter(state=State.READY)
        return queryset


class DriftFilter(_Question):
    title = "whether it has drift"
    parameter_name = "drift"

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        match self.value():
            case "yes":
                return queryset.filter(drift__gt=0)
            case "no":
                return queryset.filter(drift=0)
        return queryset
