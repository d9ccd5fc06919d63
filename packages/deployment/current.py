"""Which build is served: the one that the link `current` names."""

from __future__ import annotations

import os
from pathlib import Path

from packages.builds.folders import BUILD_ID, build_folder, current, write_to_disk
from packages.builds.manifest import Manifest, read_manifest
from packages.exceptions import PackagesError


def current_build() -> Path | None:
    """
    Return the folder of the served build; None: no build is served.

    A build never changes, but `current` does: ask once for files that belong together.
    """
    try:
        name = Path(os.readlink(current())).name
    except OSError:  # it isn't there, or it isn't a link
        return None
    folder = build_folder(name)
    return folder if BUILD_ID.fullmatch(name) and folder.is_dir() else None


def current_manifest() -> Manifest | None:
    """Return what is said of the served build; None: no whole build is served."""
    folder = current_build()
    try:
        return read_manifest(folder) if folder else None
    except (OSError, ValueError):
        return None


def is_held() -> bool:
    """Tell whether a rollback is served: a pipeline doesn't replace it by a new build."""
    manifest = current_manifest()
    return manifest is not None and manifest.rollback_of != ""


def switch_to(folder: Path) -> None:
    """Serve a build from now on: anyone who asks meanwhile gets the old one or this one."""
    link = current()
    aside = link.with_name(".current")
    try:
        aside.unlink(missing_ok=True)  # a killed process left it
        aside.symlink_to(Path(folder.parent.name) / folder.name)
        os.replace(aside, link)
        write_to_disk(link.parent)
    except OSError as exc:
        raise PackagesError(
            f"{link} can't become a link to {folder}: {exc.strerror}. Nothing else may "
            "have its name, and this user must be able to write to its folder."
        ) from exc
