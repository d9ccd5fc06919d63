"""The rows of builds: an id that nobody else has, and what came of it."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from packages.builds.folders import build_folder
from packages.builds.manifest import Manifest
from packages.builds.writing.chunk import WrongHash
from packages.models import Build, Package, Run
from packages.models.build import BuildStatus
from packages.router import ALIAS

logger = logging.getLogger(__name__)

ID = "%Y%m%d-%H%M%S"
PART = 1000  # hashes written at a time
SAME = ("packages", "changed", "removed", "files", "bytes", "root_hash", "seconds")


def begun(run: Run, *, partial: bool = False, rollback_of: str = "") -> Build:
    """Return a new Build. Its id is the moment; a taken second waits for the next."""
    while True:
        now = timezone.now()
        build = Build(
            id=_not_before_others(now).strftime(ID),
            run=run,
            pid=os.getpid(),
            partial=partial,
            rollback_of=rollback_of,
        )
        if _is_inserted(build):
            return build
        time.sleep(1 - now.microsecond / 10**6)


def complete(build: Build, manifest: Manifest) -> None:
    """Say of a build what its manifest says: its folder is whole."""
    for name in (*SAME, "snapshot_run", "partial", "rollback_of"):
        setattr(build, name, getattr(manifest, name))
    build.status = BuildStatus.COMPLETED
    build.save()


def fail(build: Build) -> None:
    build.status = BuildStatus.FAILED
    build.save(update_fields=["status"])


def _not_before_others(now: datetime) -> datetime:
    """The newest build is the one with the highest id, even if the clock went back."""
    newest: str | None = Build.objects.aggregate(last=Max("pk"))["last"]
    if newest is None:
        return now
    last = datetime.strptime(newest, ID).replace(tzinfo=UTC)
    return now if last <= now else last + timedelta(seconds=1)


def _is_inserted(build: Build) -> bool:
    if build_folder(build.id).exists():  # the database may be a new one
        return False
    try:
        with transaction.atomic(using=ALIAS):
            build.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def mend_hashes(wrong: Sequence[WrongHash]) -> None:
    """Correct hashes that weren't set with their row; a row that changed meanwhile has another."""
    if not wrong:
        return
    logger.warning("%d packages had another input_hash than their row", len(wrong))
    for start in range(0, len(wrong), PART):  # writers wait for five seconds at most
        with transaction.atomic(using=ALIAS):
            for name, stored, right in wrong[start : start + PART]:
                package = Package.objects.named(name).filter(input_hash=stored)
                package.update(input_hash=right)
