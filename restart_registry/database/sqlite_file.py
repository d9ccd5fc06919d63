"""Whole SQLite files: copied while others write, and checked before they are trusted."""

from __future__ import annotations

import os
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings

PAGES = 1000  # 4 MB; others may write between two such steps
PATIENCE = 2  # seconds without getting further, because others write
POLL_SECONDS = 0.005
SECONDS = 60  # to wait for writers
PARTIAL = ".partial"

Progress = Callable[[int, int], None]


class UnusableFile(Exception):
    """Carries a sentence that says which file, and what is wrong with it."""


class _WrittenMeanwhile(Exception):
    pass


def database_file() -> Path | None:
    """Return the path of the API's SQLite file; None if its database is another one."""
    database = settings.DATABASES["default"]
    if not database["ENGINE"].endswith("sqlite"):
        return None
    return Path(database["NAME"])


def copy(source: Path, target: Path, progress: Progress) -> None:
    """
    Copy a database, as it is at one moment, to an empty file, and check that.

    `progress` is called with the number of copied pages and of all pages. Raises
    UnusableFile.
    """
    try:
        with closing(_open(target)) as connection:
            _copy(source, connection, progress)
    except sqlite3.Error as exc:
        raise UnusableFile(f"{source} can't be copied to {target}: {exc}.") from exc
    check(target)
    _write_to_disk(target)


def check(file: Path) -> None:
    """Raise UnusableFile unless SQLite finds the whole file sound."""
    try:
        with closing(_open(file)) as connection:
            [(answer,)] = connection.execute("PRAGMA integrity_check(1)")
    except sqlite3.Error as exc:
        raise UnusableFile(f"{file} can't be read as SQLite: {exc}.") from exc
    if answer != "ok":
        raise UnusableFile(f"{file} is damaged: {answer}.")


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """
    Give an empty file that is called `path` once the block has ended well.

    Nobody sees it before, and it replaces nothing. Raises FileExistsError.
    """
    descriptor, name = tempfile.mkstemp(PARTIAL, f"{path.name}-", path.parent)
    os.close(descriptor)
    partial = Path(name)
    try:
        yield partial
        os.link(partial, path)
        _write_to_disk(path.parent)
    finally:
        partial.unlink(missing_ok=True)


def _open(file: Path) -> sqlite3.Connection:
    # Not `mode=ro`: what a killed writer left half done has to be rolled back first.
    # No time-out: SQLite would wait ever longer between two tries, and starve.
    uri = f"{file.absolute().as_uri()}?mode=rw"
    return sqlite3.connect(uri, uri=True, timeout=0, isolation_level=None)


def _copy(source: Path, target: sqlite3.Connection, progress: Progress) -> None:
    """Copy while others write. SQLite begins anew whenever they do; at last they have to wait."""
    patient = _Patient(progress)
    with closing(_open(source)) as connection:
        try:
            connection.backup(target, pages=PAGES, progress=patient, sleep=POLL_SECONDS)
        except _WrittenMeanwhile:
            with _nobody_writes(source):
                connection.backup(target)


class _Patient:
    """Raises _WrittenMeanwhile when the copy doesn't get further."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.furthest = 0
        self.since = time.monotonic()

    def __call__(self, status: int, remaining: int, total: int) -> None:
        copied = total - remaining
        if copied > self.furthest:
            self.furthest, self.since = copied, time.monotonic()
        if time.monotonic() > self.since + PATIENCE:
            raise _WrittenMeanwhile
        self.progress(copied, total)


@contextmanager
def _nobody_writes(file: Path) -> Iterator[None]:
    deadline = time.monotonic() + SECONDS
    with closing(_open(file)) as connection:
        while not _begins(connection):
            if time.monotonic() > deadline:
                raise sqlite3.OperationalError("others write all the time")
            time.sleep(POLL_SECONDS)
        yield


def _begins(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        return False
    return True


def _write_to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
