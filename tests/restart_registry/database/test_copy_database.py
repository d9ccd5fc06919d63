"""`manage.py copy_database --to URL` moves everything: other programs find the same."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest

from tests.databases import empty_database
from tests.postgresql import PostgreSQL
from tests.stress import rounds
from wordpress.local.folders import PROJECT

NUMBERS = "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {})"
ITEMS = (
    "INSERT INTO items SELECT n, n % 1000, 'Kettle ünd 🫖 ' || n, NULL, 'a\nb', "
    "'https://shop.example/' || n, 'Shop', NULL, NULL, NULL, round(n * 0.01, 2), 3, n % 3, n % 2, "
    "'2026-01-02 03:04:05.678901', '2026-01-02 03:04:05' FROM numbers"
)
PURCHASES = (
    "INSERT INTO purchases SELECT n, 1, 'Bob', 'bob@example.test', NULL, 0, "
    "'2026-01-02 03:04:05.000001', NULL, n FROM numbers WHERE n % 3 = 1"
)
THE_REST = (
    "INSERT INTO items SELECT 999999, * FROM (SELECT registry_id, name, description, "
    "notes, url, retailer, affiliate_url, affiliate_status, image_url, price, "
    "quantity_needed, quantity_purchased, is_active, created_at, updated_at FROM items "
    "LIMIT 1)",
    "DELETE FROM items WHERE id = 999999",
    "INSERT INTO idempotency_keys VALUES (7, 3, 'key', 'hash', "
    """'{"b": [1.5, null], "a": "ü"}', '2026-01-02 03:04:05', '/items', NULL)""",
    "INSERT INTO registries_out_of_step VALUES (5, '0123456789abcdef0123456789abcdef', "
    "'2026-01-02 03:04:05', NULL, NULL, NULL, 2, 'It''s away', NULL, NULL)",
    "INSERT INTO auth_user VALUES (4, '!', NULL, 1, 'eve', '', 'eve@example.test', 1, 1, "
    "'2026-01-02 03:04:05', '')",
    "INSERT INTO django_admin_log VALUES (9, '1', 'Kettle', 2, '[]', "
    "(SELECT id FROM django_content_type WHERE model = 'item'), 4, "
    "'2026-01-02 03:04:05')",
    "INSERT INTO django_session VALUES ('abc', 'data', '2026-01-02 03:04:05')",
)


@pytest.fixture
def postgresql() -> Iterator[PostgreSQL]:
    server = PostgreSQL()
    yield server
    server.stop()


@pytest.fixture
def sqlite_file(tmp_path: Path) -> Path:
    """Rows of every table, and an id beyond all of them that was given once."""
    file = tmp_path / "items.sqlite3"
    file.write_bytes(empty_database())
    numbers = NUMBERS.format(rounds(short=1200, full=200_000))
    with closing(sqlite3.connect(file)) as connection, connection:
        for statement in (f"{numbers} {ITEMS}", f"{numbers} {PURCHASES}", *THE_REST):
            connection.execute(statement)
    return file


@contextmanager
def started(source: str, target: str) -> Iterator[subprocess.Popen[str]]:
    # Under nohup and in a background shell SIGINT is ignored, and would stay so.
    alone = ["env", "--default-signal=INT"]
    with subprocess.Popen(
        [*alone, sys.executable, "manage.py", "copy_database", "--to", target],
        cwd=PROJECT,
        env=os.environ | {"DATABASE_URL": source},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as program:
        try:
            yield program
        finally:
            program.kill()


def copy(source: str, target: str) -> subprocess.CompletedProcess[str]:
    with started(source, target) as program:
        out, err = program.communicate(timeout=600)
    return subprocess.CompletedProcess(program.args, program.returncode, out, err)


def empty(beside: Path) -> Path:
    file = beside.with_name("empty.sqlite3")
    file.write_bytes(empty_database())
    return file


def wait_for_lock(connection: psycopg.Connection[Any]) -> None:
    """Return when somebody else waits for what this connection holds."""
    waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted"
    deadline = time.monotonic() + 60
    while connection.execute(waiting).fetchone() == (0,):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def in_sqlite(file: Path) -> dict[str, list[dict[str, Any]]]:
    with closing(sqlite3.connect(file)) as connection:
        connection.row_factory = sqlite3.Row
        found = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
        )
        names = [row["name"] for row in found if row["name"] != "sqlite_sequence"]
        return {
            name: [dict(row) for row in connection.execute(f'SELECT * FROM "{name}"')]  # noqa: S608
            for name in names
        }


def in_postgresql(server: PostgreSQL) -> dict[str, list[dict[str, Any]]]:
    with psycopg.connect(server.url, row_factory=psycopg.rows.dict_row) as connection:
        names = connection.execute(
            "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'"
        ).fetchall()
        return {
            row["name"]: connection.execute(
                psycopg.sql.SQL("SELECT * FROM {}").format(
                    psycopg.sql.Identifier(row["name"])
                )
            ).fetchall()
            for row in names
        }


def comparable(column: str, value: Any) -> Any:
    """Return the same for what each of the two has in its own form."""
    if value is None:
        return None
    match column:
        case "answer":
            return json.loads(value) if isinstance(value, str) else value
        case "version" | "lease":
            return UUID(str(value))
        case "price":
            return Decimal(str(value))
    if column.endswith(("_at", "_time", "_date", "date_joined")):
        time = value if isinstance(value, datetime) else datetime.fromisoformat(value)
        return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
    return value


def in_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    key = next(iter(rows[0])) if rows else ""
    as_one_says = [
        {column: comparable(column, value) for column, value in row.items()}
        for row in rows
    ]
    return sorted(as_one_says, key=lambda row: str(row[key]))


def test_every_row_arrives(sqlite_file: Path, postgresql: PostgreSQL) -> None:
    done = copy(f"sqlite:///{sqlite_file}", postgresql.url)

    assert done.returncode == 0, done.stderr
    assert "both databases hold the same. Next: set DATABASE_URL" in done.stdout
    left, right = in_sqlite(sqlite_file), in_postgresql(postgresql)
    assert left.keys() == right.keys()
    assert len(left["items"]) >= 1200
    for name in left.keys() - {"django_migrations"}:
        assert in_order(left[name]) == in_order(right[name]), name


def test_and_back(sqlite_file: Path, postgresql: PostgreSQL, tmp_path: Path) -> None:
    copy(f"sqlite:///{sqlite_file}", postgresql.url)
    back = tmp_path / "back.sqlite3"

    done = copy(postgresql.url, f"sqlite:///{back}")

    assert done.returncode == 0, done.stderr
    one, other = in_sqlite(sqlite_file), in_sqlite(back)
    for name in one.keys() - {"django_migrations"}:
        assert in_order(one[name]) == in_order(other[name]), name


def test_no_id_is_given_twice(sqlite_file: Path, postgresql: PostgreSQL) -> None:
    copy(f"sqlite:///{sqlite_file}", postgresql.url)

    with psycopg.connect(postgresql.url) as connection:
        for table, following in (("items", 1_000_000), ("idempotency_keys", 8)):
            sequence = f"nextval(pg_get_serial_sequence('{table}', 'id'))"
            found = connection.execute(f"SELECT {sequence}".encode()).fetchone()
            assert found == (following,)


def test_writes_into_nothing_that_has_rows(
    sqlite_file: Path, postgresql: PostgreSQL
) -> None:
    copy(f"sqlite:///{sqlite_file}", postgresql.url)
    before = in_postgresql(postgresql)

    again = copy(f"sqlite:///{sqlite_file}", postgresql.url)

    assert again.returncode == 1
    assert "Nothing was copied. The table " in again.stderr
    assert "has rows already." in again.stderr
    assert in_postgresql(postgresql) == before


def test_an_interrupted_run_leaves_nothing_and_can_be_repeated(
    sqlite_file: Path, postgresql: PostgreSQL
) -> None:
    """Somebody reads the last table that is copied in a way that lets nobody write."""
    copy(f"sqlite:///{empty(sqlite_file)}", postgresql.url)  # makes the tables
    with psycopg.connect(postgresql.url) as connection:
        connection.execute("LOCK TABLE purchases IN SHARE MODE")
        with started(f"sqlite:///{sqlite_file}", postgresql.url) as program:
            wait_for_lock(connection)
            program.send_signal(signal.SIGINT)
            _, said = program.communicate(timeout=60)
    assert program.returncode == 130
    assert "Interrupted. Nothing was copied." in said
    assert in_postgresql(postgresql)["items"] == []

    assert copy(f"sqlite:///{sqlite_file}", postgresql.url).returncode == 0


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("nonsense", "has to begin with sqlite:// or postgres://"),
        ("mysql://eve:hunter2@127.0.0.1/x", "has to begin with sqlite://"),
        ("postgres://eve:hunter2@127.0.0.1:1/x", "It can't be reached"),
        ("postgres://eve:hunter2/@127.0.0.1/x", "can't be read"),
    ],
)
def test_says_what_is_wrong_with_the_target_but_not_its_password(
    sqlite_file: Path, url: str, message: str
) -> None:
    done = copy(f"sqlite:///{sqlite_file}", url)

    assert done.returncode == 1
    assert message in done.stderr
    assert "hunter2" not in done.stderr + done.stdout
    assert "Traceback" not in done.stderr


def test_the_tables_have_to_be_of_this_version(
    sqlite_file: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(sqlite_file)) as connection, connection:
        connection.execute("DELETE FROM django_migrations WHERE name LIKE '0011%'")

    done = copy(f"sqlite:///{sqlite_file}", f"sqlite:///{tmp_path / 'new.sqlite3'}")

    assert done.returncode == 1
    assert "Run migrate first: items.0011_deleting_since." in done.stderr
    assert not (tmp_path / "new.sqlite3").exists()
