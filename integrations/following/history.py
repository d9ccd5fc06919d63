"""
What is kept of the past, and for how long. All is deleted in small steps, each of them a
transaction, so that whoever writes meanwhile waits for none of them long.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from integrations.models import (
    ContentItem,
    JobKind,
    JobState,
    SiteIntegration,
    SyncEvent,
    SyncJob,
)

DAYS = timedelta(days=90)
AUDITS = timedelta(days=400)
LEFT_BEHIND = "objects of disconnected sites"
STEP = 500  # rows that are deleted in one transaction


def past(now: datetime) -> dict[str, QuerySet[Any]]:
    """Return what nobody needs any more, by what it is called."""
    ended = SyncJob.objects.exclude(finished_at=None)
    old = Q(kind=JobKind.CONTENT, finished_at__lt=now - DAYS)
    very_old = Q(kind=JobKind.AUDIT, finished_at__lt=now - AUDITS)
    return {
        "events": SyncEvent.objects.filter(created_at__lt=now - DAYS),
        "jobs": ended.filter(old | very_old),
        "tombstones": _tombstones(),
    }


def count(now: datetime) -> Counter[str]:
    counts = Counter({name: rows.count() for name, rows in past(now).items()})
    left = ContentItem.objects.filter(type__integration__in=_disconnected(now))
    counts[LEFT_BEHIND] = left.count()
    return counts


def purge(now: datetime) -> Iterator[tuple[str, int]]:
    """Delete step by step; yield what, and how many rows."""
    for name, rows in past(now).items():
        while deleted := _delete_some(rows):
            yield name, deleted
    for integration in _disconnected(now):
        while deleted := _forget_some(integration, now):
            yield LEFT_BEHIND, deleted


@transaction.atomic
def _delete_some(rows: QuerySet[Any]) -> int:
    ids = list(rows.order_by("pk").values_list("pk", flat=True)[:STEP])
    # What was revived in between is none of these rows any more.
    rows.filter(pk__in=ids).delete()
    return len(ids)


@transaction.atomic
def _forget_some(integration: SiteIntegration, now: datetime) -> int:
    """Unless it connects again, which waits for this; it is read from its beginning then."""
    still = _disconnected(now).select_for_update().filter(pk=integration.pk)
    if not still.exists():
        return 0
    integration.types.update(cursor=0, reached_head=False)
    return _delete_some(ContentItem.objects.filter(type__integration=integration))


def _tombstones() -> QuerySet[ContentItem]:
    """Those that an audit, 90 days later, agreed with: no row of the site names them any more."""
    clean = SyncJob.objects.filter(
        integration=OuterRef("type__integration"),
        kind=JobKind.AUDIT,
        state=JobState.COMPLETED,
        left=0,
        started_at__gte=OuterRef("deleted_at") + DAYS,
    )
    return ContentItem.objects.filter(Exists(clean), deleted_at__isnull=False)


def _disconnected(now: datetime) -> QuerySet[SiteIntegration]:
    return SiteIntegration.objects.filter(disconnected_at__lt=now - DAYS)
