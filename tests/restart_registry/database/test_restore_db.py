"""`manage.py restore_db FILE` brings a backup back, and never over anything."""

from __future__ import annotations

import io
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.databases import empty_database
from tests.restart_registry.database.databases import use_database


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the API looks for its database; nothing is there."""
    file = tmp_path / "items.sqlite3"
    use_database(monkeypatch, "restart_registry.sqlite", file)
    return file


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    file = tmp_path / "backup.sqlite3"
    file.write_bytes(empty_database())
    return file


def restore(file: Path) -> str:
    out = io.StringIO()
    call_command("restore_db", file, stdout=out, stderr=out)
    return out.getvalue()


def change(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(statement)


def dump(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as connection:
        return list(connection.iterdump())


def test_brings_everything_back_and_says_what_comes_next(
    target: Path, backup: Path
) -> None:
    before = dump(backup)

    said = restore(backup)

    assert said == f"Restored {target}. Next: manage.py migrate, then start.\n"
    assert dump(target) == before == dump(backup)


@pytest.mark.parametrize("companion", ["", "-journal", "-wal", "-shm"])
def test_overwrites_nothing(target: Path, backup: Path, companion: str) -> None:
    """A journal that is left would be rolled back into the restored file."""
    there = Path(f"{target}{companion}")
    there.write_bytes(b"something")

    with pytest.raises(CommandError, match="is there already") as caught:
        restore(backup)

    assert str(there) in str(caught.value)
    assert there.read_bytes() == b"something"
    assert target.exists() is (companion == "")


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda file: file.unlink(), "unable to open"),
        (lambda file: file.write_bytes(b"not a database" * 99), "not a database"),
        (lambda file: file.write_bytes(file.read_bytes()[:-4096] + b"x" * 4096), ""),
        (lambda file: file.write_bytes(file.read_bytes()[:-4096]), ""),
        (lambda file: change(file, "DROP TABLE django_migrations"), "no database of"),
        (lambda file: change(file, "DELETE FROM django_migrations"), "no database of"),
        (
            lambda file: change(
                file,
                "INSERT INTO django_migrations (app, name, applied) "
                "VALUES ('items', '9999_later', '2030-01-01')",
            ),
            "newer version .items 9999_later.",
        ),
    ],
)
def test_refuses_what_it_can_not_trust(
    target: Path, backup: Path, spoil: Callable[[Path], object], message: str
) -> None:
    spoil(backup)

    with pytest.raises(CommandError, match=f"Nothing was restored.*{message}"):
        restore(backup)

    assert list(target.parent.glob("items*")) == []


def test_an_older_backup_is_migrated_afterwards(target: Path, backup: Path) -> None:
    change(backup, "DELETE FROM django_migrations WHERE name LIKE '0011%'")

    restore(backup)

    assert target.exists()


def test_of_two_at_once_one_restores(target: Path, backup: Path) -> None:
    together = threading.Barrier(2)

    def try_it() -> str:
        together.wait()
        try:
            return restore(backup)[:8]
        except CommandError as exc:
            assert "is there already" in str(exc)
            return "refused"

    with ThreadPoolExecutor(2) as pool:
        results = [future.result() for future in [pool.submit(try_it) for _ in "12"]]

    assert sorted(results) == ["Restored", "refused"]
    assert [file.name for file in target.parent.glob("items*")] == [target.name]


def test_postgresql_has_its_own_program(
    backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_database(monkeypatch, "django.db.backends.postgresql", "items")

    with pytest.raises(CommandError, match="pg_restore"):
        restore(backup)
