"""Which packages WordPress.org is asked about now, and in which order."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import DateTimeField, ExpressionWrapper, F, Q
from django.db.models.lookups import LessThanOrEqual

from packages.models import Package
from packages.models.package import PackageQuerySet, State

# update
PAUSE = timedelta(minutes=15)
PAUSE_OF_NEW = timedelta(hours=1)  # a new one that was asked about had no answer
INACTIVE = [State.CLOSED, State.CLOSED_FOR_GOOD, State.GONE]

# check_status
MOST_ACTIVE = 5000
OF_MOST_ACTIVE = timedelta(hours=2)
OF_OPEN = timedelta(hours=24)
SOONEST = timedelta(hours=1)
LATEST = timedelta(days=7)


def due_for_update(now: datetime) -> Q:
    """Return the condition of packages that are new, or of which a commit was seen."""
    is_new = Q(state=State.NEW) & _not_asked_since(now - PAUSE_OF_NEW)
    has_changed = Q(synced_at=None) | Q(changed_at__gt=F("synced_at"))
    is_open = Q(state=State.OPEN) & has_changed & _not_asked_since(now - PAUSE)
    return is_new | is_open


def due_though_inactive(now: datetime) -> Q:
    return Q(state__in=INACTIVE) & _not_asked_since(now - PAUSE)


def due_for_check(now: datetime) -> Q:
    """Return the condition of packages whose state wasn't looked at for long."""
    of_most_active = Q(pk__in=_most_active()) & _not_asked_since(now - OF_MOST_ACTIVE)
    is_open = Q(state=State.OPEN) & (of_most_active | _not_asked_since(now - OF_OPEN))
    is_inactive = Q(state__in=[State.CLOSED, State.GONE]) & _as_long_as_it_was(now)
    return is_open | is_inactive


def in_turn(packages: PackageQuerySet) -> PackageQuerySet:
    """Put those that waited longest first; NULL is the least."""
    return packages.order_by("asked_at", "pk")


def _not_asked_since(moment: datetime) -> Q:
    return Q(asked_at=None) | Q(asked_at__lte=moment)


def _most_active() -> PackageQuerySet:
    most = Package.objects.open().order_by("-active_installs", "pk")
    return most.only("pk")[:MOST_ACTIVE]


def _as_long_as_it_was(now: datetime) -> Q:
    """Ask an hour after it was found so, two hours after, four, …, at last weekly."""
    lasted = F("asked_at") - F("state_since")
    next_at = ExpressionWrapper(F("asked_at") + lasted, DateTimeField())
    is_long = Q(asked_at__lte=now - SOONEST) & Q(LessThanOrEqual(next_at, now))
    return is_long | _not_asked_since(now - LATEST)
