"""How far the logs were read, and when the names were. All in the transaction of the rows."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from packages.addresses import PackageType
from packages.models import Watermark

LISTING_EVERY = timedelta(days=1)


def log(package_type: PackageType) -> str:
    return f"{package_type}-log"


def listing(package_type: PackageType) -> str:
    return f"{package_type}-listing"


def value(name: str) -> int | None:
    return Watermark.objects.filter(pk=name).values_list("value", flat=True).first()


def is_fresh(name: str) -> bool:
    since = timezone.now() - LISTING_EVERY
    return Watermark.objects.filter(pk=name, moved_at__gt=since).exists()


def begin(name: str, value: int) -> None:
    """Give it its first value; it has one where another process was first."""
    Watermark.objects.get_or_create(pk=name, defaults={"value": value})


def put(name: str, value: int) -> None:
    Watermark.objects.update_or_create(pk=name, defaults={"value": value})


def move(name: str, *, before: int, to: int) -> bool:
    """Move it on if it still is where it was read."""
    still = Watermark.objects.filter(pk=name, value=before)
    return bool(still.update(value=to, moved_at=timezone.now()))
