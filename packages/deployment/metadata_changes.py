"""What `/metadata/changes.json` tells Composer's mirrors: which files another build changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from packages.builds.index import entries
from packages.builds.integrity import is_sound
from packages.builds.layout import P2
from packages.builds.plan import merged
from packages.models import Build, MetadataChange
from packages.models.metadata_change import MetadataAction
from packages.router import ALIAS

MILLISECONDS = 1000  # in a second
KEPT = 24 * 60 * 60 * MILLISECONDS
PART = 1000  # changes written at a time

Change = tuple[str, MetadataAction]  # of wp-plugin/tea, wp-plugin/tea~dev


def changes(old: Path | None, new: Path) -> list[Change]:
    """
    Return what a mirror of the old build has to fetch or to delete.

    Without an old build, and if that is damaged, it has to fetch everything.
    """
    found = dict(_differences(old if old and is_sound(old) else None, new))
    for name in _told_in_vain() - found.keys():
        is_there = (new / P2 / f"{name}.json").is_file()
        found[name] = MetadataAction.UPDATE if is_there else MetadataAction.DELETE
    return sorted(found.items())


def tell(told: list[Change], build: Build) -> None:
    """
    Write the changes down; forget those of more than a day ago.

    Writers elsewhere wait five seconds at most, so many changes are written a part at a
    time. Each part has a time of its own: a mirror that asks between them misses none.
    """
    MetadataChange.objects.filter(at_ms__lt=_now() - KEPT).delete()
    for start in range(0, len(told), PART):
        with transaction.atomic(using=ALIAS):
            at_ms = next_moment()
            MetadataChange.objects.bulk_create(
                MetadataChange(name=name, action=action, at_ms=at_ms, build=build)
                for name, action in told[start : start + PART]
            )


def next_moment() -> int:
    """Return now in milliseconds; later than all told before, even if the clock went back."""
    told = MetadataChange.objects.aggregate(last=Max("at_ms"))["last"] or 0
    return max(_now(), told + 1, _last_promotion() + 1)


def _differences(old: Path | None, new: Path) -> Iterator[Change]:
    for before, after in merged(entries(old) if old else iter(()), entries(new)):
        files = dict(after.files() if after else ())
        known = dict(before.files() if before else ())
        for path in known.keys() - files.keys():
            yield _name(path), MetadataAction.DELETE
        for path, _ in files.items() - known.items():
            yield _name(path), MetadataAction.UPDATE


def _name(path: str) -> str:
    return path.removesuffix(".json")


def _told_in_vain() -> set[str]:
    """Return the names of what a promotion told that was killed before it served anything."""
    told = MetadataChange.objects.filter(at_ms__gt=_last_promotion())
    return set(told.values_list("name", flat=True))


def _last_promotion() -> int:
    last: datetime | None = Build.objects.aggregate(last=Max("promoted_at"))["last"]
    return round(last.timestamp() * MILLISECONDS) if last else 0


def _now() -> int:
    return round(timezone.now().timestamp() * MILLISECONDS)
