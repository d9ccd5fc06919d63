"""What a bucket holds of a build: the same paths that a web server would serve."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from packages.builds.files import sha256_of
from packages.builds.folders import dist, repository
from packages.builds.index import entries
from packages.builds.layout import LIST_JSON, P2, PACKAGES_JSON
from packages.builds.manifest import read_manifest
from packages.models.package import Vendor

ZIPS = "dist/"
DOCUMENTS = f"{P2}/"


class File(NamedTuple):
    key: str  # p2/wp-plugin/tea.json
    sha256: str


def stages(folder: Path) -> Iterator[Iterable[File]]:
    """
    Yield what has to be in the bucket before anything of the next stage is sent.

    What Composer is told to download is there first, and what is closed is closed before
    anything is opened. `packages.json` comes last of all, when the bucket is as it should be.
    """
    yield _zips()
    yield _documents(folder, is_open=False)
    yield chain(_documents(folder, is_open=True), [_list(folder)])


def packages_json(folder: Path) -> File:
    return File(PACKAGES_JSON, read_manifest(folder).packages_json_sha256)


def is_ours(key: str) -> bool:
    """Tell whether a key is one that builds have. A bucket may hold other things, too."""
    return key.startswith((ZIPS, DOCUMENTS)) or key in (LIST_JSON, PACKAGES_JSON)


def path_of(key: str, folder: Path) -> Path:
    """Return the file that a build has under a key; there may be none."""
    return (repository() if key.startswith(ZIPS) else folder) / key


def _zips() -> Iterator[File]:
    """All builds share the zips; a name holds a checksum, so none ever changes."""
    for path in sorted(dist().glob(f"{Vendor.OURS}/*.zip")):
        key = path.relative_to(repository()).as_posix()
        with path.open("rb") as file:
            yield File(key, sha256_of(file))


def _documents(folder: Path, *, is_open: bool) -> Iterator[File]:
    for entry in entries(folder):
        if entry.is_open is is_open:
            for path, sha256 in entry.files():
                yield File(f"{DOCUMENTS}{path}", sha256)


def _list(folder: Path) -> File:
    return File(LIST_JSON, read_manifest(folder).list_json_sha256)
