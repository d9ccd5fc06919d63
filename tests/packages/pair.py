"""Two packages that are marked together, so that a build in which they differ isn't of one moment."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Literal, Self

# The hash is no real one, but each mark has another, and so the next build writes the package.
MARK = (
    "UPDATE packages_package SET {column} = :mark, input_hash = :mark "
    "WHERE vendor || '/' || slug = :name"
)


class Pair(threading.Thread):
    """Marks two packages in one transaction, again and again, beside whatever else happens."""

    def __init__(
        self,
        file: Path,
        names: Sequence[str],
        column: Literal["description", "trunk_revision"],
    ) -> None:
        super().__init__()
        self.file, self.names = file, names
        self.sql = MARK.format(column=column)
        self.stopped = threading.Event()
        self.marks = 0
        self.longest = 0.0  # seconds that a transaction took

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopped.set()
        self.join()

    def run(self) -> None:
        with closing(sqlite3.connect(self.file, isolation_level=None)) as database:
            database.execute("PRAGMA synchronous = NORMAL")
            while not self.stopped.wait(0.001):
                self.marks += 1
                began = time.monotonic()
                self._mark(database)
                self.longest = max(self.longest, time.monotonic() - began)

    def _mark(self, database: sqlite3.Connection) -> None:
        database.execute("BEGIN IMMEDIATE")
        for name in self.names:
            database.execute(self.sql, {"mark": self.marks, "name": name})
        database.execute("COMMIT")
