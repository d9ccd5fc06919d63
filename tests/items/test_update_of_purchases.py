"""`manage.py migrate` from the version before: hidden buyers go, answers stay."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.postgresql import PostgreSQL
from wordpress.local.folders import PROJECT

BEFORE = "0005_active_registry_index"
NOW = "2026-11-20 10:00:00+00:00"
# id => name, anonymous, undone
PURCHASES = {
    1: ("Bob Kahn", False, None),
    2: ("Anna Nym", True, None),
    3: ("Una Done", False, NOW),
}


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/data.sqlite3"
        return
    database = PostgreSQL()
    yield database.url
    database.stop()


def migrate(url: str, *arguments: str) -> None:
    command = [sys.executable, "manage.py", "migrate", "--verbosity=0", *arguments]
    environment = os.environ | {"DATABASE_URL": url}
    subprocess.run(command, cwd=PROJECT, env=environment, check=True)


def connect(url: str) -> Any:
    if url.startswith("sqlite"):
        return closing(sqlite3.connect(url.removeprefix("sqlite:///")))
    return psycopg.connect(url)


def insert(connection: Any, table: str, **row: Any) -> None:
    mark = "?" if isinstance(connection, sqlite3.Connection) else "%s"
    marks = ", ".join([mark] * len(row))
    sql = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})"  # noqa: S608  # our own names
    connection.execute(sql, tuple(row.values()))


def fill(connection: Any) -> None:
    times = {"created_at": NOW, "updated_at": NOW}
    wanted = {"quantity_needed": 9, "quantity_purchased": 2, "is_active": True}
    url = "https://shop.example/kettle"
    row = {"id": 7, "registry_id": 41, "name": "Kettle", "url": url}
    insert(connection, "items", **row, **wanted, **times)
    for purchase_id, (name, is_anonymous, undone_at) in PURCHASES.items():
        buyer = {"purchaser_name": name, "purchaser_email": f"{purchase_id}@x.test"}
        bought = {"item_id": 7, "quantity": 1, "is_anonymous": is_anonymous, **buyer}
        row = {"id": purchase_id, "note": f"From {name}", **bought}
        moments = {"created_at": NOW, "undone_at": undone_at}
        insert(connection, "purchases", **row, **moments)
        insert(
            connection,
            "idempotency_keys",
            user_id=3,
            item_id=7,
            key=f"0123456789abcde{purchase_id}",
            body_hash="x",
            answer=json.dumps({"purchase": row, "item": {"id": 7}}),
            created_at=NOW,
        )
    connection.commit()


def rows(connection: Any, columns: str, table: str) -> list[tuple[Any, ...]]:
    sql = f"SELECT {columns} FROM {table} ORDER BY id"  # noqa: S608  # our own names
    return list(connection.execute(sql))


def test_buyers_whom_nobody_may_see_go_and_all_answers_are_found_again(
    url: str,
) -> None:
    migrate(url, "items", BEFORE)
    with connect(url) as connection:
        fill(connection)

    migrate(url)

    buyer = "purchaser_name, purchaser_email, note"
    with connect(url) as connection:
        assert rows(connection, buyer, "purchases") == [
            ("Bob Kahn", "1@x.test", "From Bob Kahn"),
            (None, None, None),
            (None, None, None),
        ]
        keys = rows(connection, "path, registry_id, answer", "idempotency_keys")
    assert {(path, registry) for path, registry, _ in keys} == {
        ("/items/7/purchases", 41)
    }
    answers = [json.dumps(answer) for _, _, answer in keys]
    assert "Bob Kahn" in answers[0]
    assert "Anna" not in answers[1]
    assert "Una" not in answers[2]
