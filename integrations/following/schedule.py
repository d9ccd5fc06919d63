"""Which sites are to be followed now, and in which order."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q

from integrations.following.runs.passes import STRUCTURE_AGE
from integrations.models import JobKind, Site, SiteIntegration, SyncJob


def is_due(now: datetime) -> Q:
    """Return the condition of sites whose turn has come, or that somebody waits for."""
    content = SyncJob.objects.filter(integration=OuterRef("pk"), finished_at=None)
    asked_for = content.filter(kind=JobKind.CONTENT).exclude(asked_by=None)
    has_come = Q(next_sync_at=None) | Q(next_sync_at__lte=now) | Exists(asked_for)
    # A structure that is old may be wrong in what it says of the boxes there.
    structure_is_old = Q(structure_at=None) | Q(structure_at__lt=now - STRUCTURE_AGE)
    is_on = Q(config_json__plugin_connection_enabled=True) | structure_is_old
    return has_come & may_be_followed() & is_on


def may_be_followed() -> Q | Exists:
    """By a subquery: a join would take the rest of an UPDATE's condition into one, too."""
    active = Site.objects.filter(pk=OuterRef("site_id"), is_active=True)
    return Exists(active) & Q(credentials__isnull=False)


def due(now: datetime) -> list[int]:
    """Return the ids of integrations that are due: unfinished jobs first, then by time."""
    unfinished = SyncJob.objects.filter(
        integration=OuterRef("pk"), kind=JobKind.CONTENT, finished_at=None
    )
    is_free = Q(leased_until=None) | Q(leased_until__lt=now)
    return list(
        SiteIntegration.objects.filter(is_due(now), is_free)
        .annotate(is_unfinished=Exists(unfinished))
        .order_by("-is_unfinished", F("next_sync_at").asc(nulls_first=True), "pk")
        .values_list("pk", flat=True)
    )
