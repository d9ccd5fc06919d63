"""The same rows for both sides, and the names that a right answer holds."""

from __future__ import annotations

import contextlib
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from wordpress.local.folders import PROJECT

ROWS = 1_000
NAME = "Gift number {}"


@dataclass(frozen=True)
class Registry:
    id: int
    first_item: int
    count: int

    @property
    def item_ids(self) -> range:
        return range(self.first_item, self.first_item + self.count)

    @property
    def names(self) -> list[str]:
        return [NAME.format(number) for number in self.item_ids]


# Ada's: the first rows and, so that both sides list the same ones, the newest.
SMALL, LARGE = Registry(41, 1, 20), Registry(42, ROWS - 99, 100)
# Bob's, for new gifts: a registry takes 500.
EMPTY = [Registry(number, 1, 0) for number in range(43, 143)]
ELSEWHERE = 1_000_000  # registries of other people, with 20 items each

FILL = f"""
WITH RECURSIVE numbers(n) AS (
    SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :rows
)
INSERT INTO items (
    id, registry_id, name, description, url, retailer, affiliate_url,
    affiliate_status, image_url, price, quantity_needed, quantity_purchased,
    is_active, created_at, updated_at
)
SELECT
    n,
    CASE WHEN n <= 20 THEN 41 WHEN n > :rows - 100 THEN 42 ELSE {ELSEWHERE} + n / 20 END,
    'Gift number ' || n, 'Colour: blue', 'https://www.example.com/gifts/' || n,
    'Example Shop', 'https://www.example.com/gifts/' || n || '?tag=restart',
    'active', 'https://www.example.com/pictures/' || n || '.jpg', 54.5, 3, 1, 1,
    '2026-11-01 10:00:00', '2026-11-01 10:00:00'
FROM numbers
"""  # noqa: S608  # numbers of our own


def build_ours(file: Path, environment: Mapping[str, str], rows: int = ROWS) -> None:
    command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    subprocess.run(command, cwd=PROJECT, env=environment, check=True)
    _fill(file, rows)


def build_peers(file: Path) -> None:
    from benchmarks.peer.database import SCHEMA

    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.executescript(SCHEMA)
    _fill(file, ROWS)


def _fill(file: Path, rows: int) -> None:
    with contextlib.closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(FILL, {"rows": rows})
