"""Makes another build the one that is served."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from django.db.models import Max

from packages.builds import snapshot
from packages.builds.folders import build_folder, whole_builds
from packages.builds.index import entries
from packages.builds.integrity import check
from packages.builds.manifest import Manifest, is_far_smaller
from packages.builds.plan import merged
from packages.deployment.current import current_build, current_manifest, switch_to
from packages.deployment.metadata_changes import (
    MILLISECONDS,
    changes,
    next_moment,
    tell,
)
from packages.exceptions import PackagesError
from packages.models import Build
from packages.models.build import BuildStatus

WHOLE = {"status": BuildStatus.COMPLETED, "partial": False}
NAMED = 5  # packages at most, in a message

logger = logging.getLogger(__name__)


def newest_build() -> str:
    """Return the id of the newest build that was completed, and isn't a rollback."""
    there = [folder.name for folder in whole_builds()]
    newest = Build.objects.filter(pk__in=there, rollback_of="", **WHOLE).order_by("-pk")
    if build := newest.first():
        return build.pk
    raise PackagesError("There is no build yet. Make one: `manage.py build`.")


class Promotion(NamedTuple):
    build: Build
    changed_files: int  # since what was served before; deleted ones too


def promote(build_id: str, *, accept_closures: bool = False) -> Promotion:
    """
    Serve a build.

    Killed at any moment, it is finished when it is called again: `current` names the
    old build or the new one, and at worst a change is told twice.
    """
    build = promotable(build_id, accept_closures=accept_closures)
    folder, old = build_folder(build.id), current_build()
    if old:
        _note_served(old.name)
    told = changes(old, folder)
    tell(told, build)
    if old != folder:
        switch_to(folder)
        _note_served(build.id)
    logger.info("%s is served, %d files changed", build.id, len(told))
    build.refresh_from_db()
    return Promotion(build, len(told))


def promotable(build_id: str, *, accept_closures: bool) -> Build:
    """Return a build that may be served, or raise PackagesError with the reason."""
    build = whole_build(build_id)
    manifest = check(build_folder(build_id))
    if not accept_closures:
        refuse_loss(manifest)
    _refuse_revival(manifest)
    return build


def whole_build(build_id: str) -> Build:
    """Return a complete build of all packages, or raise PackagesError."""
    build = Build.objects.filter(pk=build_id).first()
    if build and build.partial:
        raise PackagesError(
            f"{build_id} is a build of some packages, which is there to be looked at. "
            "Make one of all packages: `manage.py build`."
        )
    folder = build_folder(build_id)
    if not build or build.status != BuildStatus.COMPLETED or not folder.is_dir():
        raise PackagesError(
            f"There is no build {build_id} in {folder.parent}. Without an id, the newest "
            "one is deployed."
        )
    return build


def refuse_loss(manifest: Manifest) -> None:
    served = current_manifest()
    if served and is_far_smaller(manifest.packages, served):
        raise PackagesError(
            f"{manifest.id} has {manifest.packages} packages, and {served.id}, which is "
            f"served, has {served.packages}. If so many are really gone, deploy it with "
            "`--accept-closures`."
        )


def _refuse_revival(manifest: Manifest) -> None:
    """An older build offers what was closed after it, unless it is deployed as a rollback."""
    if not Build.objects.filter(pk__gt=manifest.id, **WHOLE).exists():
        return
    if names := list(islice(_revived(build_folder(manifest.id)), NAMED)):
        raise PackagesError(
            f"{manifest.id} isn't the newest build, and offers what is closed now: "
            f"{', '.join(names)}. To go back to it without that, use "
            f"`deploy --rollback {manifest.id}`; to go on, `build` and then `deploy`."
        )


def _revived(folder: Path) -> Iterator[str]:
    with snapshot.snapshot():
        packages = snapshot.summaries(snapshot.published())
        for old, package in merged(entries(folder), packages):
            if old and package and old.is_open and not package.is_open:
                yield old.name


def _note_served(build_id: str) -> None:
    """Let the served build be the one that was promoted last."""
    last = Build.objects.aggregate(last=Max("promoted_at"))["last"]
    build = Build.objects.filter(pk=build_id)
    if last is None or not build.filter(promoted_at=last).exists():
        moment = next_moment() / MILLISECONDS
        build.update(promoted_at=datetime.fromtimestamp(moment, UTC))
