"""What an answer about an open package makes of its row."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, cast

import orjson

from packages import configuration
from packages.addresses import PackageType
from packages.models import Package
from packages.models.package import State, Type
from packages.versions.acceptance import LONGEST, Reason
from packages.versions.release import Release, read_release
from packages.versions.version_list import (
    History,
    Offer,
    VersionList,
    as_json,
    from_json,
    version_list,
)
from packages.wordpress_org.answers import Open

# The directory may show a commit late, and a theme waits for its review.
LATE = timedelta(hours=24)
REVIEW = timedelta(days=7)

TEXTS = (
    "display_name",
    "description",
    "author",
    "homepage",
    "directory_version",
    "requires_wordpress",
    "requires_plugins",
)
NUMBERS = ("active_installs", "downloads", "rating", "num_ratings")


def apply(answer: Open, package: Package, asked_at: datetime) -> None:
    before = _what_commits_change(package)
    is_reopened = package.state not in (State.NEW, State.OPEN)
    for name in (*TEXTS, *NUMBERS):
        setattr(package, name, getattr(answer, name))
    _move_forward(answer, package, asked_at)
    _keep_versions(answer, package, asked_at)
    if package.state != State.OPEN:
        package.state_since = asked_at
    package.state = State.OPEN
    package.closed_on, package.closed_reason = None, ""
    package.first_open_at = package.first_open_at or asked_at
    is_as_before = _what_commits_change(package) == before
    if is_reopened or not _stays_due(package, asked_at, is_as_before=is_as_before):
        package.synced_at = asked_at


def _move_forward(answer: Open, package: Package, asked_at: datetime) -> None:
    """A date in the future would hold for years, so it counts as now."""
    if answer.last_updated:
        now_known = min(answer.last_updated, asked_at)
        package.last_updated = max(package.last_updated or now_known, now_known)


def _keep_versions(answer: Open, package: Package, asked_at: datetime) -> None:
    found = version_list(
        Offer(
            type=cast(PackageType, package.type),
            slug=package.slug,
            urls=answer.urls,
            directory_version=answer.directory_version,
            requires_php=answer.requires_php,
            last_updated=answer.last_updated,
        ),
        History(
            now=asked_at,
            first_fetch=package.first_open_at is None,
            versions=from_json(package.versions),
            tag_times=orjson.loads(package.tag_times),
        ),
        configuration.addresses(),
    )
    package.versions = as_json(found.kept)
    package.current_version = found.current
    package.pending = _highest_pending(found)
    package.dropped = orjson.dumps(_cut(found.dropped)).decode()
    package.dropped_versions = len(found.dropped)


def _highest_pending(found: VersionList) -> str:
    releases = filter(None, map(read_release, found.pending))
    highest = max(releases, key=Release.rank, default=None)
    return highest.text if highest else ""


def _cut(dropped: dict[str, Reason]) -> dict[str, str]:
    """Such a text may be as long as the whole answer."""
    return {
        text if len(text) <= LONGEST else f"{text[:LONGEST]}…": why.value
        for text, why in dropped.items()
    }


def _what_commits_change(package: Package) -> list[Any]:
    """Tags' times aren't among it: we have them from the log, which may be first."""
    versions = [kept._replace(time="") for kept in from_json(package.versions)]
    texts = [getattr(package, name) for name in TEXTS]
    return [package.state, package.last_updated, package.dropped, versions, texts]


def _stays_due(package: Package, asked_at: datetime, *, is_as_before: bool) -> bool:
    """Tell whether the directory still owes us what was committed."""
    if package.changed_at is None:
        return False
    review = package.pending and package.type == Type.THEME
    if asked_at >= package.changed_at + (REVIEW if review else LATE):
        return False
    return bool(package.pending) or (is_as_before and _saw_a_commit(package))


def _saw_a_commit(package: Package) -> bool:
    changed_at, synced_at = package.changed_at, package.synced_at
    return changed_at is not None and (synced_at is None or changed_at > synced_at)
