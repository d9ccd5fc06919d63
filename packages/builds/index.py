"""A build's index: a line for each package, sorted by name, with the hash of each of its files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import orjson

from packages.builds import files
from packages.builds.layout import INDEX
from packages.repository.documents import nothing
from packages.repository.entries import CLOSED

SUFFIXES = ("", "~dev", f".{CLOSED}")  # of its files, in the order of a line


class IndexEntry(NamedTuple):
    name: str
    input_hash: str
    tagged: str | None  # sha256 of SLUG.json
    dev: str | None  # of SLUG~dev.json
    marker: str | None  # of SLUG.closed-on-wordpress.org.json

    @property
    def is_open(self) -> bool:
        """Tell whether it can be installed: a closed one has a marker, a gone one nothing."""
        return self.marker is None and self.tagged != files.sha256(nothing(self.name))

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield path below `p2/` and sha256 of each file."""
        for suffix, sha256 in zip(SUFFIXES, self[2:], strict=True):
            if sha256 is not None:
                yield f"{self.name}{suffix}.json", sha256

    def line(self) -> bytes:
        return orjson.dumps(list(self), option=orjson.OPT_APPEND_NEWLINE)


def entries(folder: Path) -> Iterator[IndexEntry]:
    """Yield the entries of a build by name, one at a time."""
    with (folder / INDEX).open("rb") as lines:
        for line in lines:
            yield IndexEntry(*orjson.loads(line))
