"""The two files with a line or a name for each package. They grow with the build; memory doesn't."""

from __future__ import annotations

import hashlib
from pathlib import Path
from types import TracebackType
from typing import Self

import orjson

from packages.builds import files
from packages.builds.layout import INDEX, LIST_JSON
from packages.builds.writing.chunk import Made


class Lists:
    """Writes index.jsonl and list.json, which Composer reads the names of all open packages from."""

    def __init__(self, folder: Path) -> None:
        self.index = _Hashed(folder / INDEX)
        self.list = _Hashed(folder / LIST_JSON)
        self.separator = b""

    def __enter__(self) -> Self:
        self.list.write(b'{"packageNames":[')
        return self

    def add(self, made: Made) -> None:
        self.index.write(b"".join(made.index))
        if made.open_names:
            self.list.write(self.separator + orjson.dumps(made.open_names)[1:-1])
            self.separator = b","

    def __exit__(
        self,
        kind: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.list.write(b"]}")
        self.list.close()
        self.index.close()


class _Hashed:
    """A new file, and the sha256 of what was written to it."""

    def __init__(self, path: Path) -> None:
        self.file = files.new(path)
        self.hash = hashlib.sha256()

    def write(self, content: bytes) -> None:
        self.file.write(content)
        self.hash.update(content)

    def close(self) -> None:
        self.file.close()
