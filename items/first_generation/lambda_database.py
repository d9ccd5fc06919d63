"""
Reads the SQLite file of the first generation, a FastAPI service on Lambda.

Its table `items` grew by the columns below; a file may be of any of these versions.
What `schema_migrations` says about that is not looked at: the columns are there or not.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

COLUMNS_BY_VERSION = (
    (
        *("id", "name", "description", "price"),
        *("is_active", "created_at", "updated_at"),
    ),
    (
        *("url", "retailer", "affiliate_status"),
        *("quantity_needed", "quantity_purchased"),
    ),
    ("registry_id",),
    ("affiliate_url",),
    ("image_url",),
    ("notes",),
)
MAGIC = b"SQLite format 3\0"
WRITE_AHEAD_LOG = 2  # in the 19th byte


class UnusableFile(Exception):
    """Carries a sentence that says what is wrong with the file."""


class LambdaDatabase:
    """
    Rows are read in small portions: the service can go on writing meanwhile.

    Raises UnusableFile whenever it reads.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection
        self.connection.row_factory = sqlite3.Row
        # Broken UTF-8 in one row must not hide the others of its portion.
        self.connection.text_factory = lambda text: text.decode(
            errors="surrogateescape"
        )
        self.columns = self._columns()

    @property
    def version(self) -> int:
        """The version up to which every column is there."""
        has_all = [set(added) <= set(self.columns) for added in COLUMNS_BY_VERSION]
        return [*has_all, False].index(False) - 1

    @cached_property
    def ids(self) -> list[int]:
        return [row["id"] for row in self._query("SELECT id FROM items ORDER BY id")]

    def rows(self, first_id: int, last_id: int) -> list[dict[str, Any]]:
        """Return these rows, both ends included, with the columns that there are."""
        columns = ", ".join(self.columns)
        select = f"SELECT {columns} FROM items WHERE id BETWEEN ? AND ? ORDER BY id"  # noqa: S608 -- our own names
        return [dict(row) for row in self._query(select, first_id, last_id)]

    def _columns(self) -> list[str]:
        """Return those of our columns that the table has."""
        table = {row["name"]: row for row in self._query("PRAGMA table_info(items)")}
        if not table:
            raise UnusableFile(f"{self.path} has no table items. {self._tables()}")
        if missing := [name for name in COLUMNS_BY_VERSION[0] if name not in table]:
            raise UnusableFile(
                f"{self.path} is another database: its table items has no column "
                f"{', '.join(missing)}."
            )
        if table["id"]["type"].upper() != "INTEGER" or not table["id"]["pk"]:
            raise UnusableFile(
                f"{self.path} is another database: the id of its items is no "
                "INTEGER PRIMARY KEY."
            )
        return [name for added in COLUMNS_BY_VERSION for name in added if name in table]

    def _tables(self) -> str:
        rows = self._query("SELECT name FROM sqlite_master WHERE type = 'table'")
        names = ", ".join(ascii(row["name"]) for row in rows[:10])
        return f"Its tables: {names}." if names else "It has no tables at all."

    def _query(self, sql: str, *parameters: int) -> list[sqlite3.Row]:
        try:
            return self.connection.execute(sql, parameters).fetchall()
        except sqlite3.Error as exc:
            raise UnusableFile(_what_ails(self.path, exc)) from exc


@contextmanager
def open_lambda_database(path: Path) -> Iterator[LambdaDatabase]:
    """Open the file so that nothing is written to it or beside it."""
    _check_header(path)
    uri = f"{path.resolve().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        yield LambdaDatabase(path, connection)


def _check_header(path: Path) -> None:
    """Raise UnusableFile: SQLite can't read the file, or not without writing."""
    try:
        with path.open("rb") as file:
            header = file.read(20)
    except OSError as exc:
        raise UnusableFile(f"{path} can't be read: {exc.strerror}.") from exc
    if not header:
        raise UnusableFile(f"{path} is empty.")
    if not header.startswith(MAGIC):
        raise UnusableFile(
            f"{path} is no SQLite database: it begins with {header[:8]!r}."
        )
    if header[19] == WRITE_AHEAD_LOG:
        raise UnusableFile(
            f"{path} is in WAL mode and can't be read without files being made beside "
            'it. Copy it with `sqlite3 FILE ".backup COPY"`, say `sqlite3 COPY '
            '"PRAGMA journal_mode=DELETE"`, and import the copy.'
        )


def _what_ails(path: Path, exc: sqlite3.Error) -> str:
    if getattr(exc, "sqlite_errorname", "") == "SQLITE_READONLY_ROLLBACK":
        return (
            f"The last write to {path} was cut short, and only {path.name}-journal "
            "beside it can undo that. Say `sqlite3 FILE .tables` once, which does it; "
            "then run this again."
        )
    return f"{path} can't be read: {exc}."
