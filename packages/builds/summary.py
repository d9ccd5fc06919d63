"""What is said of a build when it is made."""

from __future__ import annotations

from pathlib import Path

from django.template.defaultfilters import filesizeformat
from django.utils.translation import ngettext

from packages.builds import folders
from packages.builds.manifest import (
    LEAST_SHARE,
    Manifest,
    is_far_smaller,
    read_manifest,
)
from packages.models import Build


def counters(build: Build) -> dict[str, int]:
    names = ("packages", "changed", "removed", "files", "bytes")
    return {name: getattr(build, name) for name in names}


def summary(build: Build, output: Path | None = None) -> str:
    folder = output or folders.folder_of(build.id, partial=build.partial)
    packages = ngettext("%d package", "%d packages", build.packages) % build.packages
    files = ngettext("%d file", "%d files", build.files) % build.files
    return (
        f"{folder}: {packages} ({build.changed} changed, {build.removed} removed), "
        f"{files}, {filesizeformat(build.bytes)}, in {build.seconds:.1f} s."
    )


def served() -> Manifest | None:
    """Return the manifest of the build that is served; None: there is none to be read."""
    try:
        return read_manifest(folders.current())
    except (OSError, ValueError):
        return None


def warning(build: Build) -> str:
    """Say that `deploy` will refuse a build, because it is far smaller than the served one."""
    before = served()
    if build.partial or not before or not is_far_smaller(build.packages, before):
        return ""
    return (
        f"That is less than {LEAST_SHARE:.0%} of the {before.packages} packages that are "
        "served now: `deploy` needs --accept-closures for it."
    )
