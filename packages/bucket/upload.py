"""
Makes a bucket equal to a build.

Whoever reads from it meanwhile finds old files and new ones, each of them whole, and
nothing that points to a file that isn't there yet.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import ngettext

from packages.bucket.access import Access
from packages.bucket.bucket import Bucket, opened
from packages.bucket.check import differences, mend
from packages.bucket.files import packages_json, stages
from packages.bucket.known import Known
from packages.bucket.transfer import Transfer
from packages.builds.folders import build_folder
from packages.exceptions import PackagesError
from packages.models import Build
from packages.progress import Progress

MOST_DELETED = 0.05  # of what the bucket holds, unless somebody accepts more

logger = logging.getLogger(__name__)


class Sent(NamedTuple):
    bucket: str
    files: int
    deleted: int

    def __str__(self) -> str:
        return (
            f"The bucket {self.bucket} holds it: {counted(self.files)} sent, "
            f"{self.deleted} deleted."
        )


@dataclass(frozen=True, kw_only=True)
class Upload:
    """What is to be done with a bucket before a build is served."""

    access: Access
    accept_deletes: bool = False
    is_checked: bool = False  # the bucket is listed first

    def carry_out(self, build: Build, progress: Progress) -> Sent:
        """Raise PackagesError unless the bucket holds the build at the end."""
        folder, known = build_folder(build.pk), Known(self.access.address)
        with opened(self.access) as bucket:
            if self.is_checked:
                _mend(bucket, known, folder, progress)
            to_send, superfluous = self.plan(folder)
            total = to_send + len(superfluous)
            transfer = Transfer(bucket, known, folder, total, progress)
            for stage in stages(folder):
                transfer.send(known.lacking(stage))
            transfer.delete(superfluous)
            transfer.send([packages_json(folder)])
        Build.objects.filter(pk=build.pk).update(uploaded_at=timezone.now())
        sent = Sent(self.access.bucket, to_send, len(superfluous))
        logger.info("%s", sent)
        return sent

    def plan(self, folder: Path) -> tuple[int, list[str]]:
        """Return how many files have to be sent, and the keys that have to be deleted."""
        known = Known(self.access.address)
        lacking = sum(1 for stage in stages(folder) for _ in known.lacking(stage))
        superfluous = known.superfluous(folder)
        if not self.accept_deletes:
            self._refuse_loss(len(superfluous), len(known))
        return lacking + 1, superfluous  # packages.json is sent anyway

    def preview(self, folder: Path, progress: Progress) -> Iterator[str]:
        """Say what `carry_out` would do; nothing is written."""
        name, known = self.access.bucket, Known(self.access.address)
        if self.is_checked:
            with opened(self.access) as bucket:
                found = differences(bucket, known, folder, progress)
            yield f"Would mend {counted(found.files)} of the bucket {name}."
        files, superfluous = self.plan(folder)
        deletes = len(superfluous)
        yield f"Would send {counted(files)} to the bucket {name}, and delete {deletes}."

    def _refuse_loss(self, deletes: int, known: int) -> None:
        if deletes > MOST_DELETED * known:
            raise PackagesError(
                f"{deletes} of {counted(known)} in the bucket {self.access.bucket} would be "
                "deleted. Nothing was sent. If so many are really gone, deploy it with "
                "`--accept-closures`."
            )


def counted(files: int) -> str:
    return ngettext("%d file", "%d files", files) % files


def _mend(bucket: Bucket, known: Known, folder: Path, progress: Progress) -> None:
    found = differences(bucket, known, folder, progress)
    logger.info(
        "listed: %d aren't what we know of them, %d are lost",
        len(found.doubtful),
        len(found.lost),
    )
    mend(known, found)
