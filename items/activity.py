"""Counts the items and purchases that each of the last days brought."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, QuerySet, Value
from django.utils.timezone import now

from items.models import Item, Purchase

DAYS = 30
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Day:
    date: date  # in UTC
    items: int  # also those that were taken off since
    purchases: int  # also those that were undone since


def last_days() -> list[Day]:
    """Return the last 30 days, today last. Two queries."""
    today = now().date()
    dates = [today - ONE_DAY * days for days in reversed(range(DAYS))]
    counts = zip(
        dates,
        _per_day(Item.objects.all(), dates),
        _per_day(Purchase.objects.all(), dates),
        strict=True,
    )
    return [Day(date, items, purchases) for date, items, purchases in counts]


def _per_day(rows: QuerySet, dates: list[date]) -> list[int]:
    """
    Count what was created on each day.

    One query makes thirty counts, each of which reads a stretch of the index on
    created_at. They take 0.1 s with 10,000,000 rows, of which 1,000,000 are from those
    days. Grouping by TruncDate reads every row and takes 5 s.
    """
    first, *rest = (_one_day(rows, day, date) for day, date in enumerate(dates))
    counts = dict(first.union(*rest, all=True))
    return [counts.get(day, 0) for day in range(len(dates))]


def _one_day(rows: QuerySet, day: int, date: date) -> QuerySet[Any, tuple[int, int]]:
    start = datetime.combine(date, time.min, UTC)
    rows = rows.filter(created_at__gte=start, created_at__lt=start + ONE_DAY)
    counted = rows.values(day=Value(day)).annotate(count=Count("*"))
    count: QuerySet[Any, tuple[int, int]] = counted.values_list("day", "count")
    return count
