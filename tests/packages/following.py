"""What tests of `update`, `check_status`, `discover` and `backfill_history` share."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, cast

from django.utils import timezone

from packages.addresses import PackageType
from packages.following.refresh import Fetched, Subject
from packages.models import Package
from packages.models.package import State, Type, Vendor
from packages.wordpress_org.answers import Answer
from packages.wordpress_org.http import Limit, Patience

# Seconds, so that a test of an outage is over soon.
IMPATIENT = Patience(
    connect=2,
    read=1,
    first_pause=0.01,
    short=Limit(1.5, 8_000_000),
    long=Limit(1.5, 64_000_000),
)


def plugin(slug: str = "tea", state: State = State.NEW, **fields: Any) -> Package:
    return Package.objects.create(
        vendor=Vendor.PLUGIN, slug=slug, type=Type.PLUGIN, state=state, **fields
    )


def theme(slug: str, state: State = State.NEW, **fields: Any) -> Package:
    return Package.objects.create(
        vendor=Vendor.THEME, slug=slug, type=Type.THEME, state=state, **fields
    )


def fetched(package: Package, answer: Answer, at: datetime) -> Fetched:
    """Return what a thread brings home of a package that it asked about."""
    subject = Subject(
        package.pk,
        package.vendor,
        cast(PackageType, package.type),
        package.slug,
        package.state,
    )
    return Fetched(subject, at, answer)


def hours_pass(hours: float) -> None:
    """Let all that was seen, asked and synced have been so many hours earlier."""
    span = timedelta(hours=hours)
    names = ["asked_at", "synced_at", "changed_at", "state_since"]
    for package in Package.objects.all():
        moments = {name: getattr(package, name) for name in names}
        Package.objects.filter(pk=package.pk).update(
            **{name: moment - span for name, moment in moments.items() if moment}
        )


def see_a_commit() -> None:
    Package.objects.update(changed_at=timezone.now())


def states() -> dict[str, str]:
    return dict(Package.objects.order_by("slug").values_list("slug", "state"))
