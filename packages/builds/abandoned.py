"""What a build left behind that was killed, or that the machine's end stopped."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from packages.builds import folders
from packages.builds.manifest import read_manifest
from packages.builds.rows import complete, fail
from packages.models import Build
from packages.models.build import BuildStatus
from packages.processes import is_alive


def clear_away() -> None:
    """Fail the builds whose process is gone, and delete their folders."""
    running = Build.objects.filter(status=BuildStatus.RUNNING)
    pids = dict(running.values_list("pk", "pid"))
    # In a container each command may have the same number.
    gone = [pk for pk, pid in pids.items() if pid == os.getpid() or not is_alive(pid)]
    for build in running.filter(pk__in=gone):
        _close(build)
    at_work = pids.keys() - set(gone)
    for folder in _unfinished():
        if folder.name[1:].removesuffix(".partial") not in at_work:
            # A worker of it may end just now, and still write: then it goes next time.
            shutil.rmtree(folder, ignore_errors=True)


def _close(build: Build) -> None:
    """Its process may have been killed after the build was whole, and before it was said."""
    try:
        complete(build, read_manifest(folders.build_folder(build.id)))
    except (OSError, ValueError):
        fail(build)


def _unfinished() -> Iterator[Path]:
    for parent in (folders.builds(), folders.partial_builds()):
        yield from parent.glob(".*.partial")
