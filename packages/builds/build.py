"""Builds the repository: one read of the database → a folder that is whole, and never changes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from packages.builds import folders, integrity, plan, rows
from packages.builds.abandoned import clear_away
from packages.builds.manifest import read_manifest
from packages.builds.writing.order import Order
from packages.builds.writing.workers import processes_of_this_machine
from packages.builds.writing.write import write_build
from packages.configuration import addresses
from packages.exceptions import PackagesError
from packages.models import Build, Package, Run
from packages.progress import Progress
from packages.repository.row import settings_hash

MIXED = "mixed"  # the inputs of files that were written with several settings
ADVICE = (
    "If the disk isn't full and the folder may be written to, build everything anew: "
    "`manage.py build --full`."
)


def build(
    run: Run,
    *,
    full: bool = False,
    processes: int | None = None,
    progress: Progress,
) -> Build:
    """Build all packages, from the newest build that is whole: what didn't change is linked."""
    clear_away()
    previous = newest_build()
    row = rows.begun(run)
    order = Order(
        id=row.id,
        folder=folders.build_folder(row.id),
        previous=previous,
        rule=plan.everything if full else rule_after(previous),
        is_full=full,
        inputs=inputs(),
        processes=processes or processes_of_this_machine(),
    )
    return _built(row, order, progress)


def partial_build(
    run: Run,
    names: Sequence[str] = (),
    output: Path | None = None,
    *,
    processes: int | None = None,
    progress: Progress,
) -> Build:
    """Build some packages, or all, into a folder of their own: to look at only."""
    clear_away()
    _refuse_unknown(names)
    folder = output.absolute() if output else None
    if folder:
        _refuse_used(folder)
    row = rows.begun(run, partial=True)
    order = Order(
        id=row.id,
        folder=folder or folders.folder_of(row.id, partial=True),
        names=names,
        partial=True,
        inputs=inputs(),
        processes=processes or processes_of_this_machine(),
    )
    return _built(row, order, progress)


def rollback_build(
    run: Run,
    build_id: str,
    *,
    processes: int | None = None,
    progress: Progress,
) -> Build:
    """Build what a build had, except that what isn't open now, and our own, is as it is now."""
    clear_away()
    previous = folders.build_folder(build_id)
    before = integrity.check(previous)
    row = rows.begun(run, rollback_of=build_id)
    order = Order(
        id=row.id,
        folder=folders.build_folder(row.id),
        previous=previous,
        rule=plan.as_it_was,
        rollback_of=build_id,
        inputs=inputs() if before.inputs == inputs() else MIXED,
        processes=processes or processes_of_this_machine(),
    )
    return _built(row, order, progress)


def newest_build() -> Path | None:
    """Return the newest build whose index is the one that was built."""
    return next(filter(integrity.is_sound, folders.whole_builds()), None)


def rule_after(previous: Path | None) -> plan.Rule:
    """Return what has to be written: all, if the previous build knew other settings."""
    is_same = previous is not None and read_manifest(previous).inputs == inputs()
    return plan.what_changed if is_same else plan.everything


def inputs() -> str:
    """Return the hash of what reaches the files beside the rows."""
    return settings_hash(addresses())


def _built(row: Build, order: Order, progress: Progress) -> Build:
    unfinished = folders.unfinished(order.folder)
    try:
        shutil.rmtree(unfinished, ignore_errors=True)
        manifest = write_build(replace(order, folder=unfinished), progress)
        _appear(unfinished, order.folder)
    except BaseException as exc:
        shutil.rmtree(unfinished, ignore_errors=True)
        rows.fail(row)
        if isinstance(exc, OSError):
            raise PackagesError(f"The build can't be written: {exc}. {ADVICE}") from exc
        raise
    rows.complete(row, manifest)
    return row


def _appear(unfinished: Path, folder: Path) -> None:
    """Give a whole build its name, once every byte of it is on the disk."""
    os.sync()
    unfinished.rename(folder)
    os.sync()


def _refuse_unknown(names: Sequence[str]) -> None:
    unknown = [name for name in names if not Package.objects.named(name).exists()]
    if unknown:
        raise PackagesError(
            f"There is no package {', '.join(unknown)}. A name is VENDOR/SLUG, as in "
            "wp-plugin/akismet; `manage.py discover` learns new ones."
        )


def _refuse_used(output: Path) -> None:
    if output.exists() and not (output.is_dir() and not any(output.iterdir())):
        raise PackagesError(f"{output} is there already. Name a folder that isn't.")
