"""Where builds and their files are."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from packages.configuration import storage

BUILD_ID = re.compile(r"\d{8}-\d{6}", re.ASCII)


def repository() -> Path:
    return storage() / "repository"


def builds() -> Path:
    """Return the folder of the builds: what has the name of one in it is whole."""
    return repository() / "builds"


def build_folder(build_id: str) -> Path:
    return builds() / build_id


def current() -> Path:
    """Return the link to the build that is served; before the first there is none."""
    return repository() / "current"


def dist() -> Path:
    """Return the folder of our own zips. All builds share it."""
    return repository() / "dist"


def partial_builds() -> Path:
    """Return the folder of builds of some packages: to look at only."""
    return repository() / "partial"


def folder_of(build_id: str, *, partial: bool) -> Path:
    return (partial_builds() if partial else builds()) / build_id


def unfinished(folder: Path) -> Path:
    """Return what a folder is called until it is whole: `.ID.partial`."""
    return folder.with_name(f".{folder.name}.partial")


def whole_builds() -> Iterator[Path]:
    """Yield the builds' folders, the newest first."""
    found = builds().iterdir() if builds().is_dir() else ()
    names = sorted((path.name for path in found), reverse=True)
    return (build_folder(name) for name in names if BUILD_ID.fullmatch(name))


def make_folder(folder: Path) -> None:
    """Make a folder that all may read, whatever umask there is: a web server is another user."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        folder.chmod(0o755)


def write_to_disk(folder: Path) -> None:
    """Let the names in a folder outlast the machine's end."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
