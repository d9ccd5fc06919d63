"""Whether a build is whole: its files are those of its index, and hold what was written."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Iterator
from pathlib import Path

import orjson

from packages.builds.index import entries
from packages.builds.layout import INDEX, LIST_JSON, P2, PACKAGES_JSON
from packages.builds.manifest import Manifest, read_manifest
from packages.exceptions import PackagesError
from packages.progress import Progress

logger = logging.getLogger(__name__)

ANEW = "Build it anew: `manage.py build --full`."


class BrokenBuild(PackagesError):
    """A build lacks a file, or has another one than it should have."""


def measure(folder: Path, *, packages: int, files: int) -> int:
    """Return the bytes of a build's files, or raise BrokenBuild: one is missing, or one too many."""
    _is_json(folder / PACKAGES_JSON)
    found, size = 2, _size(folder / PACKAGES_JSON) + _size(folder / LIST_JSON)
    lines = 0
    for entry in entries(folder):
        lines += 1
        for path, _ in entry.files():
            found += 1
            size += _size(folder / P2 / path)
    _compare(folder, "packages in its index", lines, packages)
    _compare(folder, "files in its index", found, files)
    _compare(folder, "files", _on_disk(folder), files)
    return size


def check(folder: Path) -> Manifest:
    """Return a build's manifest. Raise BrokenBuild unless its index and number of files are right."""
    manifest = _manifest(folder)
    if _sha256(folder / INDEX) != manifest.root_hash:
        raise BrokenBuild(f"{folder / INDEX} isn't the one that was built. {ANEW}")
    _compare(folder, "files", _on_disk(folder), manifest.files)
    return manifest


def is_sound(folder: Path) -> bool:
    try:
        check(folder)
    except BrokenBuild as exc:
        logger.warning("%s", exc)
        return False
    return True


def verify(folder: Path, progress: Progress) -> Manifest:
    """Read every file of a build again. Raise BrokenBuild unless each holds what was written."""
    manifest = check(folder)
    for done, (path, sha256) in enumerate(_hashes(folder, manifest), start=1):
        if _sha256(path) != sha256:
            raise BrokenBuild(f"{path} isn't the file that was built. {ANEW}")
        progress(done, manifest.files)
    return manifest


def _hashes(folder: Path, manifest: Manifest) -> Iterator[tuple[Path, str]]:
    yield folder / PACKAGES_JSON, manifest.packages_json_sha256
    yield folder / LIST_JSON, manifest.list_json_sha256
    for entry in entries(folder):
        for path, sha256 in entry.files():
            yield folder / P2 / path, sha256


def _manifest(folder: Path) -> Manifest:
    try:
        return read_manifest(folder)
    except (OSError, ValueError) as exc:
        raise BrokenBuild(f"{folder} has no readable manifest: {exc}. {ANEW}") from exc


def _on_disk(folder: Path) -> int:
    """Count the files that are served."""
    found = sum((folder / name).is_file() for name in (PACKAGES_JSON, LIST_JSON))
    for vendor in os.scandir(folder / P2):
        with os.scandir(vendor) as paths:
            found += sum(1 for _ in paths)
    return found


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError as exc:
        raise BrokenBuild(f"{path} isn't there. {ANEW}") from exc


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as exc:
        raise BrokenBuild(f"{path} can't be read: {exc.strerror}. {ANEW}") from exc


def _is_json(path: Path) -> None:
    try:
        orjson.loads(path.read_bytes())
    except ValueError as exc:
        raise BrokenBuild(f"{path} isn't JSON: {exc}. {ANEW}") from exc


def _compare(folder: Path, what: str, found: int, expected: int) -> None:
    if found != expected:
        raise BrokenBuild(f"{folder} has {found} {what}, not {expected}. {ANEW}")
