"""`manage.py backup_db` copies the SQLite file while the API runs, and checks the copy."""

from __future__ import annotations

import io
import os
import sqlite3
import stat
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from restart_registry.database.sqlite_file import PARTIAL
from tests.databases import empty_database
from tests.restart_registry.database.databases import use_database
from tests.stress import rounds

DAY = 24 * 60 * 60


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The API's database, in a file, with two sessions."""
    file = tmp_path / "items.sqlite3"
    file.write_bytes(empty_database())
    add_two(file)
    use_database(monkeypatch, "restart_registry.sqlite", file)
    return file


def add_two(file: Path) -> None:
    """Add them in one transaction: no copy may hold one without the other."""
    with closing(sqlite3.connect(file, timeout=60)) as connection, connection:
        for _ in range(2):
            connection.execute(
                "INSERT INTO django_session VALUES (hex(randomblob(16)), 'x', '2026-01-01')"
            )


def sessions(file: Path) -> int:
    with closing(sqlite3.connect(file)) as connection:
        return int(
            connection.execute("SELECT count(*) FROM django_session").fetchone()[0]
        )


def back_up(**options: Any) -> str:
    out = io.StringIO()
    call_command("backup_db", stdout=out, stderr=out, **options)
    return out.getvalue()


def backups(file: Path) -> list[Path]:
    return sorted((file.parent / "backups").iterdir())


def test_copies_the_whole_file_for_nobody_else_to_read(database: Path) -> None:
    said = back_up()

    [backup] = backups(database)
    assert said == f"Wrote {backup}, which is sound; deleted 0 older ones.\n"
    assert sessions(backup) == 2
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_puts_it_where_one_says(database: Path, tmp_path: Path) -> None:
    back_up(to=tmp_path / "elsewhere" / "daily")

    assert len(list((tmp_path / "elsewhere" / "daily").iterdir())) == 1


@contextmanager
def somebody_writes(file: Path) -> Iterator[None]:
    end = threading.Event()

    def write() -> None:
        while not end.is_set():
            add_two(file)

    writers = [threading.Thread(target=write) for _ in range(2)]
    for writer in writers:
        writer.start()
    try:
        yield
    finally:
        end.set()
        for writer in writers:
            writer.join()


@pytest.mark.stress
def test_is_of_one_moment_while_others_write(database: Path, tmp_path: Path) -> None:
    """The file is so large that each copy takes many steps, with writers in between."""
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("CREATE TABLE large (bytes BLOB)")
        for _ in range(30):
            connection.execute("INSERT INTO large VALUES (randomblob(1000000))")
    with somebody_writes(database):
        for nth in range(rounds(short=3, full=20)):
            folder = tmp_path / str(nth)
            back_up(to=folder)

            [backup] = folder.iterdir()
            assert sessions(backup) % 2 == 0
            assert sessions(backup) > 2


def test_keeps_the_newest_ones(database: Path) -> None:
    folder = database.parent / "backups"
    folder.mkdir()
    for day in range(1, 5):
        (folder / f"items-2026010{day}T000000Z.sqlite3").touch()
    (folder / "notes.txt").touch()

    said = back_up(keep=2)

    assert "deleted 3 older ones." in said
    names = [file.name for file in backups(database)]
    assert names[0] == "items-20260104T000000Z.sqlite3"
    assert names[2] == "notes.txt"


def test_removes_what_a_killed_run_left_a_day_ago(database: Path) -> None:
    folder = database.parent / "backups"
    folder.mkdir()
    old, young = (folder / f"items-2026-{name}{PARTIAL}" for name in ("old", "young"))
    journal = Path(f"{old}-journal")
    for file in (old, journal, young):
        file.touch()
    for file in (old, journal):
        os.utime(file, (0, file.stat().st_mtime - DAY - 60))

    back_up()

    assert not old.exists()
    assert not journal.exists()
    assert young.exists()


def test_a_run_that_ends_meanwhile_is_no_trouble(database: Path) -> None:
    """Its file is listed and then gone, as one is that points to nothing."""
    folder = database.parent / "backups"
    folder.mkdir()
    (folder / f"items-2026-other{PARTIAL}").symlink_to("gone")

    assert "which is sound" in back_up()


def test_a_damaged_file_makes_no_backup_and_deletes_none(database: Path) -> None:
    back_up()
    content = bytearray(database.read_bytes())
    content[-4096:] = b"x" * 4096
    database.write_bytes(content)

    with pytest.raises(CommandError, match="There is no new backup"):
        back_up(keep=1)

    assert len(backups(database)) == 1


def test_a_file_that_is_not_there_is_not_made(database: Path) -> None:
    database.unlink()

    with pytest.raises(CommandError, match="unable to open"):
        back_up()

    assert not database.exists()
    assert backups(database) == []


def test_keep_has_to_leave_the_new_one(database: Path) -> None:
    with pytest.raises(CommandError, match="1 or more"):
        back_up(keep=0)

    assert not (database.parent / "backups").exists()


def test_postgresql_has_its_own_program(monkeypatch: pytest.MonkeyPatch) -> None:
    use_database(monkeypatch, "django.db.backends.postgresql", "items")

    with pytest.raises(CommandError, match="pg_dump"):
        back_up()
