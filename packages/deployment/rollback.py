"""
Serves what an older build had. It is a new build: nothing that was closed comes back.

It holds: a pipeline doesn't replace it, until somebody deploys by hand.
"""

from __future__ import annotations

from pathlib import Path

import orjson

from packages.builds import snapshot
from packages.builds.build import rollback_build
from packages.builds.folders import build_folder, whole_builds
from packages.builds.index import IndexEntry, entries
from packages.builds.layout import LIST_JSON
from packages.builds.manifest import read_manifest
from packages.builds.plan import merged
from packages.builds.snapshot import Summary
from packages.configuration import addresses
from packages.deployment.current import current_build, current_manifest
from packages.deployment.promote import promote, refuse_loss, whole_build
from packages.exceptions import PackagesError
from packages.models import Build, Run
from packages.progress import Progress
from packages.repository.documents import documents


def rollback(
    run: Run,
    build_id: str | None = None,
    *,
    accept_closures: bool = False,
    progress: Progress,
) -> Build:
    """Serve what a build had; None: the one that was served before."""
    origin = rolled_back_to(build_id)
    if not accept_closures:
        refuse_loss(read_manifest(build_folder(origin)))
    return _made(run, origin, progress)


def renew(run: Run, *, progress: Progress) -> Build | None:
    """Make the served rollback anew if something was closed or reopened since; None: nothing was."""
    served, manifest = current_build(), current_manifest()
    if not served or not manifest or not manifest.rollback_of or not _is_outdated(served):
        return None
    return _made(run, manifest.rollback_of, progress)


def rolled_back_to(build_id: str | None) -> str:
    """Return the id of the build that a rollback takes its files from, or raise PackagesError."""
    if build_id is None:
        return _served_before()
    origin = _origin(whole_build(build_id))
    return whole_build(origin).pk


def _served_before() -> str:
    """Go further back from a rollback than it went; never to what is served now."""
    served = current_manifest()
    base = served and (served.rollback_of or served.id)
    promoted = Build.objects.filter(pk=base).values_list("promoted_at", flat=True)
    if base and (moment := promoted.first()):
        earlier = Build.objects.filter(promoted_at__lt=moment).order_by("-promoted_at")
        there = {folder.name for folder in whole_builds()} - {base}
        for origin in map(_origin, earlier):
            if origin in there:
                return origin
    raise PackagesError(
        "There is no older build to go back to: none was served before, or it was "
        "cleaned up. `manage.py build` and `deploy` make the newest state be served."
    )


def _origin(build: Build) -> str:
    return build.rollback_of or build.pk


def _made(run: Run, origin: str, progress: Progress) -> Build:
    made = rollback_build(run, origin, progress=progress)
    promote(made.pk, accept_closures=True)
    made.refresh_from_db()
    return made


def _is_outdated(served: Path) -> bool:
    """Tell whether a rollback has packages other than as they are now, though it should."""
    offered = set(orjson.loads((served / LIST_JSON).read_bytes())["packageNames"])
    with snapshot.snapshot():
        packages = snapshot.summaries(snapshot.published())
        return any(
            _differs(package, old, offered)
            for old, package in merged(entries(served), packages)
            if package
        )


def _differs(package: Summary, old: IndexEntry | None, offered: set[str]) -> bool:
    if is_as_it_was(package):
        return old is not None and package.name not in offered
    if old:
        return old.input_hash != package.input_hash
    [row] = snapshot.rows([package.pk]).values()
    return documents(row, addresses()).tagged is not None
