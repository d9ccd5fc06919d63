"""A progress bar for what is counted in pages of a file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tqdm import tqdm

from restart_registry.database.sqlite_file import Progress


@contextmanager
def pages_bar() -> Iterator[Progress]:
    with tqdm(unit=" pages", disable=None) as bar:

        def show(copied: int, total: int) -> None:
            bar.total = total
            bar.n = copied
            bar.refresh()

        yield show
