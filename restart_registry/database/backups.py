"""Backups of the SQLite file: made while the API runs, and restored where there is none."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path

from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from restart_registry.database.sqlite_file import (
    PARTIAL,
    Progress,
    UnusableFile,
    check,
    copy,
    new_file,
)

NAME = "items-%Y%m%dT%H%M%SZ.sqlite3"
PATTERN = "items-*Z.sqlite3"
DAY = 24 * 60 * 60  # seconds
# SQLite would take what lies beside a file for the new one's.
COMPANIONS = ("", "-journal", "-wal", "-shm")


def back_up(source: Path, folder: Path, progress: Progress) -> Path:
    """Return the new backup. Raises UnusableFile and OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    backup = folder / timezone.now().strftime(NAME)
    with new_file(backup) as partial:
        copy(source, partial, progress)
    return backup


def rotate(folder: Path, keep: int) -> list[Path]:
    """Delete all but the newest `keep` backups; return those that are gone."""
    gone = sorted(folder.glob(PATTERN))[:-keep]
    for file in gone:
        file.unlink(missing_ok=True)  # another run may be at it, too
    _delete_abandoned(folder)
    return gone


def restore(backup: Path, target: Path, progress: Progress) -> None:
    """
    Put a backup where the API looks for its database, if nothing is there.

    Raises UnusableFile and OSError, of which FileExistsError names what is there.
    """
    check(backup)
    _check_migrations(backup)
    for companion in COMPANIONS:
        if (path := Path(f"{target}{companion}")).exists():
            raise FileExistsError(path)
    with new_file(target) as partial:
        copy(backup, partial, progress)


def _delete_abandoned(folder: Path) -> None:
    """Delete what a killed backup left; a younger one may still be under way."""
    for file in folder.glob(f"items-*{PARTIAL}*"):  # its journal as well
        with suppress(FileNotFoundError):  # that run has just ended
            if file.stat().st_mtime < time.time() - DAY:
                file.unlink()


def _check_migrations(backup: Path) -> None:
    """Refuse what isn't ours, and what a newer version made: this code can't read it."""
    known = set(MigrationLoader(None).disk_migrations or {})
    ours = {(app, name) for app, name in _applied(backup) if app == "items"}
    if not ours:
        raise UnusableFile(f"{backup} is no database of this API.")
    if newer := sorted(name for app, name in ours - known):
        raise UnusableFile(
            f"{backup} was made by a newer version (items {', '.join(newer)}): install "
            "that version first."
        )


def _applied(backup: Path) -> set[tuple[str, str]]:
    try:
        with closing(sqlite3.connect(backup)) as database:
            return set(database.execute("SELECT app, name FROM django_migrations"))
    except sqlite3.Error as exc:
        raise UnusableFile(f"{backup} is no database of this API: {exc}.") from exc
