"""SQLite files as the first generation's service made them, version by version."""

from __future__ import annotations

import io
import sqlite3
import tempfile
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command
from django.test import TestCase

BASE = """
CREATE TABLE items (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    description TEXT,
    price REAL,
    is_active INTEGER DEFAULT 1,
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);
CREATE TRIGGER update_items_timestamp AFTER UPDATE ON items
BEGIN
    UPDATE items SET updated_at = CURRENT_TIMESTAMP WHERE id = NEW.id;
END;
"""
MIGRATIONS = (
    """
    ALTER TABLE items ADD COLUMN url TEXT NOT NULL DEFAULT '';
    ALTER TABLE items ADD COLUMN retailer TEXT;
    ALTER TABLE items ADD COLUMN affiliate_status TEXT;
    ALTER TABLE items ADD COLUMN quantity_needed INTEGER NOT NULL DEFAULT 1;
    ALTER TABLE items ADD COLUMN quantity_purchased INTEGER NOT NULL DEFAULT 0;
    """,
    """
    ALTER TABLE items ADD COLUMN registry_id INTEGER;
    CREATE INDEX idx_items_registry_id ON items(registry_id);
    """,
    "ALTER TABLE items ADD COLUMN affiliate_url TEXT;",
    "ALTER TABLE items ADD COLUMN image_url TEXT;",
    "ALTER TABLE items ADD COLUMN notes TEXT;",
)
LATEST = len(MIGRATIONS)
LEDGER = """
CREATE TABLE schema_migrations (
    version INTEGER PRIMARY KEY, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);
"""
DAY = "2024-05-01 10:00:00"  # in the form of CURRENT_TIMESTAMP
LONG_AGO = datetime(2024, 5, 1, 10, 0, tzinfo=UTC)


class LambdaFile:
    def __init__(self, path: Path, *, version: int = LATEST) -> None:
        self.path = path
        self.version = 0
        self.script(BASE)
        self.migrate(version)

    def migrate(self, version: int) -> None:
        while self.version < version:
            self.script(MIGRATIONS[self.version])
            self.version += 1

    def number_migrations(self) -> None:
        """Migrate the file as the service did from some day on."""
        self.script(LEDGER)
        numbers = [[number] for number in range(1, self.version + 1)]
        self.many("INSERT INTO schema_migrations (version) VALUES (?)", numbers)

    def add(self, **columns: Any) -> None:
        """Write a row past every check, with usual values for the columns that aren't given."""
        row: dict[str, Any] = {"name": "Kettle", "created_at": DAY, "updated_at": DAY}
        if self.version > 0:
            row["url"] = "https://shop.example/kettle"
        self.add_many([row | columns])

    def add_many(self, rows: list[dict[str, Any]]) -> None:
        names = ", ".join(rows[0])
        marks = ", ".join("?" for name in rows[0])
        insert = f"INSERT INTO items ({names}) VALUES ({marks})"  # noqa: S608 -- a test's names
        self.many(insert, [list(row.values()) for row in rows])

    def change(self, item_id: int, **columns: Any) -> None:
        """Change a row as the service did; the trigger sets `updated_at` to this moment."""
        for name, value in columns.items():
            update = f"UPDATE items SET {name} = ? WHERE id = ?"  # noqa: S608 -- a test's name
            self.many(update, [[value, item_id]])

    def script(self, sql: str) -> None:
        with closing(sqlite3.connect(self.path)) as database:
            database.executescript(sql)

    def many(self, sql: str, parameters: Iterable[list[Any]]) -> None:
        with closing(sqlite3.connect(self.path)) as database, database:
            database.executemany(sql, parameters)

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.path)) as database:
            return database.execute(sql).fetchall()


class ImportMixin(TestCase):
    def setUp(self) -> None:
        super().setUp()
        folder = tempfile.TemporaryDirectory(prefix="restart-registry-import-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def old_file(self, *, version: int = LATEST) -> LambdaFile:
        number = len(list(self.folder.iterdir()))
        return LambdaFile(self.folder / f"data{number}.db", version=version)

    def imported(self, file: LambdaFile | Path, **options: Any) -> str:
        path = file.path if isinstance(file, LambdaFile) else file
        out = io.StringIO()
        call_command("import_lambda_db", path, stdout=out, stderr=out, **options)
        return out.getvalue()

    def refused(self, file: LambdaFile | Path, **options: Any) -> str:
        with self.assertRaises(CommandError) as caught:
            self.imported(file, **options)
        return str(caught.exception)
