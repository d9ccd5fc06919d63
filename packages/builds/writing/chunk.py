"""The work of a worker: the files of some packages. It knows no Django and no database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from packages.addresses import Addresses
from packages.builds import files
from packages.builds.index import SUFFIXES, IndexEntry
from packages.repository.documents import documents
from packages.repository.row import PackageRow, input_hash


class Site(NamedTuple):
    """Where files are written, and what is the same for all of them."""

    folder: str  # p2/ of the new build
    previous: str  # p2/ of the previous one; "": there is none
    addresses: Addresses
    is_full: bool  # nothing is taken from the previous build but times


class Task(NamedTuple):
    """What has to be done for a package. With neither a row nor `is_kept`, it goes."""

    old: IndexEntry | None  # None: the previous build doesn't have it
    row: PackageRow | None = None  # its files are written
    input_hash: str = ""  # of the row, as it is stored
    is_open: bool = False
    is_kept: bool = False  # its files are those of the previous build


class WrongHash(NamedTuple):
    """What is stored as a row's hash isn't it."""

    name: str
    stored: str
    right: str


@dataclass
class Made:
    """What came of a chunk."""

    index: list[bytes] = field(default_factory=list)  # its lines
    open_names: list[str] = field(default_factory=list)
    changed: int = 0
    removed: int = 0
    files: int = 0
    wrong_hashes: list[WrongHash] = field(default_factory=list)


def make(site: Site, tasks: Sequence[Task]) -> Made:
    made = Made()
    for task in tasks:
        entry = _entry(site, task, made)
        if entry is None:
            made.removed += task.old is not None
            continue
        made.index.append(entry.line())
        made.files += sum(sha256 is not None for sha256 in entry[2:])
        made.changed += task.old is None or task.old[2:] != entry[2:]
        if task.is_open:
            made.open_names.append(entry.name)
    return made


def _entry(site: Site, task: Task, made: Made) -> IndexEntry | None:
    """Make a package's files and return its line; None: it has none any more."""
    if task.row is None:
        return _kept(site, task.old) if task.is_kept and task.old else None
    hashed = input_hash(task.row)
    if hashed != task.input_hash:
        made.wrong_hashes.append(WrongHash(task.row.name, task.input_hash, hashed))
    return _written(site, task.row, hashed, task.old)


def _kept(site: Site, entry: IndexEntry) -> IndexEntry:
    for path, _ in entry.files():
        files.link(f"{site.previous}/{path}", f"{site.folder}/{path}")
    return entry


def _written(
    site: Site, row: PackageRow, hashed: str, old: IndexEntry | None
) -> IndexEntry | None:
    made = documents(row, site.addresses)
    contents = (made.tagged, made.dev, made.marker)
    known = old[2:] if old else (None, None, None)
    hashes = [
        _file(site, f"{row.name}{suffix}.json", content, before)
        for suffix, content, before in zip(SUFFIXES, contents, known, strict=True)
    ]
    return IndexEntry(row.name, hashed, *hashes) if made.tagged else None


def _file(
    site: Site, path: str, content: bytes | None, before: str | None
) -> str | None:
    """Write a file and return its sha256; `before` is the one of its predecessor."""
    if content is None:
        return None
    sha256 = files.sha256(content)
    predecessor = f"{site.previous}/{path}" if before else ""
    files.put(
        f"{site.folder}/{path}",
        content,
        predecessor,
        is_same=sha256 == before,
        is_anew=site.is_full,
    )
    return sha256
