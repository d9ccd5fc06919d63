"""Deletes builds that nobody needs any more."""

from __future__ import annotations

import logging
import shutil
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from packages.builds.folders import build_folder, builds, whole_builds
from packages.deployment.current import current_build
from packages.models import Build

LEAST_RETAINED = 5
YOUNG = 60 * 60  # seconds, in which somebody may still read it
TRASH = ".trash-"

logger = logging.getLogger(__name__)


def superfluous(served: Path | None, retain: int) -> list[Path]:
    """
    Return the builds to be deleted, the oldest first.

    The served one is kept, and what it is a rollback of; of the others the newest.
    """
    needed = set(_needed(served))
    others = (folder for folder in whole_builds() if folder not in needed)
    older = islice(others, max(retain, LEAST_RETAINED), None)
    return [folder for folder in older if not _is_young(folder)][::-1]


def cleanup(retain: int = LEAST_RETAINED) -> list[str]:
    """Delete what is superfluous, and return the ids; what can't be deleted is warned of."""
    for trash in sorted(builds().glob(f"{TRASH}*")):  # of a process that was killed
        _delete(trash)
    found = superfluous(current_build(), retain)
    return [folder.name for folder in found if _is_gone(folder)]


def _needed(served: Path | None) -> Iterator[Path]:
    if served:
        yield served
        for build in Build.objects.filter(pk=served.name).exclude(rollback_of=""):
            yield build_folder(build.rollback_of)


def _is_young(folder: Path) -> bool:
    """A folder has the time of its last new file, even if the build took hours."""
    try:
        return time.time() - folder.stat().st_mtime < YOUNG
    except FileNotFoundError:
        return True


def _is_gone(folder: Path) -> bool:
    """A build that is deleted halfway mustn't have the name of a whole one."""
    trash = folder.with_name(f"{TRASH}{folder.name}")
    try:
        folder.rename(trash)
    except OSError as exc:
        logger.warning("%s can't be deleted: %s", folder, exc.strerror)
        return False
    _delete(trash)
    return True


def _delete(trash: Path) -> None:
    try:
        shutil.rmtree(trash)
    except OSError as exc:  # the next cleanup tries again
        logger.warning("%s can't be deleted: %s", trash, exc.strerror)
