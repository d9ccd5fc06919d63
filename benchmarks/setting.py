"""Where a benchmark runs: a fake WordPress, a folder, and the same rows for both sides."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks import data, servers
from benchmarks.environment import environment
from benchmarks.results import Row


@dataclass(frozen=True)
class Setting:
    folder: Path
    wordpress: str
    is_quick: bool

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, **environment(self.folder, self.wordpress)}

    def set_delay(self, seconds: float) -> None:
        if servers.fetch("PUT", f"{self.wordpress}/delay", str(seconds)) is None:
            raise ConnectionError("The fake WordPress doesn't answer.")

    def calls_to_wordpress(self) -> int:
        return int(servers.fetch("GET", f"{self.wordpress}/calls") or 0)


Step = Callable[[Setting], Iterator[Row]]


@contextmanager
def setting(*, is_quick: bool, rows: int = data.ROWS) -> Iterator[Setting]:
    """`rows` is for our side only: nobody asks the peer for more."""
    with tempfile.TemporaryDirectory(prefix="restart-registry-bench-") as name:
        folder = Path(name)
        with servers.wordpress(folder) as url:
            made = Setting(folder, url, is_quick)
            data.build_ours(folder / "ours.sqlite3", made.environment, rows)
            data.build_peers(folder / "peer.sqlite3")
            yield made
