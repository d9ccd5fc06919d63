"""
Serves what an older build had. It is a new build: nothing that was closed comes back.

It holds: a pipeline doesn't replace it, until somebody deploys by hand.
"""

from __future__ import annotations

from pathlib import Path

from django.db.models import QuerySet

from packages.builds import snapshot
from packages.builds.build import rollback_build
from packages.builds.folders import build_folder, whole_builds
from packages.builds.index import IndexEntry, entries
from packages.builds.integrity import check
from packages.builds.plan import is_as_now, merged
from packages.builds.snapshot import Summary
from packages.configuration import addresses
from packages.deployment.current import current_build, current_manifest
from packages.deployment.promote import Promotion, promote, refuse_loss, whole_build
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
) -> Promotion:
    """Serve what a build had; None: the one that was served before."""
    source = rollback_source(build_id, accept_closures=accept_closures)
    return _made(run, source.name, progress)


def renew(run: Run, *, progress: Progress) -> Build | None:
    """Make the served rollback anew if something was closed or reopened since; None: nothing was."""
    served, manifest = current_build(), current_manifest()
    if (
        not served
        or not manifest
        or not manifest.rollback_of
        or not _is_outdated(served)
    ):
        return None
    return _made(run, manifest.rollback_of, progress).build


def rollback_source(build_id: str | None, *, accept_closures: bool) -> Path:
    """Return the build that a rollback takes its files from, or raise PackagesError."""
    origin = _origin(whole_build(build_id)) if build_id else _served_before()
    folder = build_folder(whole_build(origin).pk)
    manifest = check(folder)
    if not accept_closures:
        refuse_loss(manifest)
    return folder


def _served_before() -> str:
    """Go further back from a rollback than it went; never to what is served now."""
    served = current_build()
    build = Build.objects.filter(pk=served.name).first() if served else None
    base = build and Build.objects.filter(pk=_origin(build)).first()
    if base:
        there = {folder.name for folder in whole_builds()} - {base.pk}
        for origin in map(_origin, _promoted_before(base)):
            if origin in there:
                return origin
    raise PackagesError(
        "There is no older build to go back to: none was served before, or it was "
        "cleaned up. `manage.py build` and `deploy` make the newest state be served."
    )


def _promoted_before(build: Build) -> QuerySet[Build]:
    promoted = Build.objects.exclude(promoted_at=None).order_by("-promoted_at")
    if build.promoted_at:
        return promoted.filter(promoted_at__lt=build.promoted_at)
    return promoted.filter(pk__lt=build.pk)  # it never was, or its promotion was killed


def _origin(build: Build) -> str:
    return build.rollback_of or build.pk


def _made(run: Run, origin: str, progress: Progress) -> Promotion:
    made = rollback_build(run, origin, progress=progress)
    return promote(made.pk, accept_closures=True)


def _is_outdated(served: Path) -> bool:
    """Tell whether a rollback, were it made now, would have other files."""
    with snapshot.snapshot():
        packages = snapshot.summaries(snapshot.published())
        return any(
            _differs(package, old)
            for old, package in merged(entries(served), packages)
            if package
        )


def _differs(package: Summary, old: IndexEntry | None) -> bool:
    if not is_as_now(package):
        return old is not None and not old.is_open
    if old:
        return old.input_hash != package.input_hash
    [row] = snapshot.rows([package.pk]).values()
    return documents(row, addresses()).tagged is not None
