"""A migrated database for one program alone, in the store that the tests run on."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
from psycopg import sql

from wordpress.local.folders import PROJECT

SECONDS = 60  # to wait for others who write


class Database:
    """One that a test reads and writes as another program does, past the API."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.is_sqlite = url.startswith("sqlite")

    @contextmanager
    def connected(self) -> Iterator[Any]:
        """Yield a connection; what isn't committed at the end is rolled back."""
        connection: Any = (
            sqlite3.connect(self.url.removeprefix("sqlite:///"), timeout=SECONDS)
            if self.is_sqlite
            else psycopg.connect(self.url, cursor_factory=psycopg.ClientCursor)
        )
        with closing(connection):
            yield connection

    def query(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """Run one statement, `?` for each value, and return its rows, if it has any."""
        if not self.is_sqlite:
            statement = statement.replace("%", "%%").replace("?", "%s")
        with self.connected() as connection:
            cursor = connection.execute(statement, values)
            rows = cursor.fetchall() if cursor.description else []
            connection.commit()
            return rows

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Let nobody else write to items."""
        with self.connected() as connection:
            lock = "LOCK TABLE items IN EXCLUSIVE MODE"
            connection.execute("BEGIN IMMEDIATE" if self.is_sqlite else lock)
            yield

    def size(self) -> int:
        """Return the bytes that it takes on disk."""
        if self.is_sqlite:
            return Path(self.url.removeprefix("sqlite:///")).stat().st_size
        [(size,)] = self.query("SELECT pg_database_size(current_database())")
        return int(size)

    def remove(self) -> None:
        """A file goes with its folder."""
        if not self.is_sqlite:
            run_sql("DROP DATABASE {} WITH (FORCE)", self.url.rpartition("/")[2])


def new_database(folder: Path) -> Database:
    if os.environ["DATABASE_URL"].startswith("sqlite"):
        return new_sqlite(folder)
    name = f"of_a_program_{uuid4().hex}"
    run_sql("CREATE DATABASE {} TEMPLATE {}", name, template())
    return Database(_url_of(name))


def new_sqlite(folder: Path) -> Database:
    file = folder / "db.sqlite3"
    file.write_bytes(empty_database())
    return Database(f"sqlite:///{file}")


@cache
def empty_database() -> bytes:
    """Make the tables once: migrating takes as long as starting a server."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "db.sqlite3"
        migrate(f"sqlite:///{file}")
        return file.read_bytes()


@cache
def template() -> str:
    """Make the tables in PostgreSQL once, and return the name of that database."""
    name = f"template_{uuid4().hex}"
    run_sql("CREATE DATABASE {}", name)
    migrate(_url_of(name))
    return name


def migrate(url: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity=0"],
        cwd=PROJECT,
        env={**os.environ, "DATABASE_URL": url},
        check=True,
    )


def run_sql(statement: str, *names: str, url: str = "") -> None:
    """Run a statement of PostgreSQL that can't be part of a transaction."""
    quoted = [sql.Identifier(name) for name in names]
    url = url or os.environ["DATABASE_URL"]
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*quoted))


def _url_of(name: str) -> str:
    return f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"
