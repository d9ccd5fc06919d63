"""What a log says of packages, written to their rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

import orjson
from django.utils import timezone

from packages.discovery import new_rows
from packages.following.storing import values_of, write
from packages.models import Package
from packages.wordpress_org.log_changes import LogChanges, Tags


def write_changes(found: LogChanges, *, most: int | None = None) -> Counter[str]:
    """Make new rows, and mark those that were committed to, in the caller's transaction."""
    counts = Counter(new=new_rows.add(found.package_type, found.added, most=most))
    now = timezone.now()  # who is asked from now on knows of these commits
    for package in _changed(found):
        _write(package, found, now)
        counts["changed"] += 1
    return counts


def later_times(known: str, others: Tags) -> str:
    """Add tags' times to those in a row's JSON; of two, the later is right."""
    times: Tags = orjson.loads(known)
    for tag, moment in others.items():
        times[tag] = max(times.get(tag, ""), moment)
    return orjson.dumps(times, option=orjson.OPT_SORT_KEYS).decode()


def _changed(found: LogChanges) -> Iterator[Package]:
    packages = Package.objects.of_type(found.package_type)
    for names in new_rows.batches(sorted(found.changed)):
        yield from packages.filter(slug__in=names)


def _write(package: Package, found: LogChanges, now: datetime) -> None:
    before = values_of(package)
    package.changed_at = _after(package.synced_at, now)
    trunk = found.trunk_revisions.get(package.slug, 0)
    package.trunk_revision = max(package.trunk_revision or 0, trunk) or None
    tags = found.tag_times.get(package.slug, {})
    package.tag_times = later_times(package.tag_times, tags)
    write(package, before)


def _after(synced_at: datetime | None, now: datetime) -> datetime:
    """A commit is always after what was fetched before it was seen, though the clock went back."""
    return max(now, synced_at + timedelta.resolution) if synced_at else now
