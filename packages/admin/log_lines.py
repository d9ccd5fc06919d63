"""Parts of a log file. Nobody waits for a whole one, which may be large."""

from __future__ import annotations

import os
from typing import BinaryIO, NamedTuple

LINES = 200
BLOCK = 65_536  # bytes
MOST = 16 * BLOCK  # of 200 lines, however long they are


class Excerpt(NamedTuple):
    text: str
    start: int
    end: int


def lines_before(file: BinaryIO, end: int) -> Excerpt:
    """Return the last lines before a place in the file."""
    end = min(end, _size(file))
    start, content = end, b""
    while start > 0 and end - start < MOST and content.count(b"\n") <= LINES:
        length = min(BLOCK, start)
        start -= length
        file.seek(start)
        content = file.read(length) + content
    kept = b"".join(content.splitlines(keepends=True)[-LINES:])
    return Excerpt(_text(kept), end - len(kept), end)


def after(file: BinaryIO, start: int) -> Excerpt:
    """Return what was written after a place in the file; of much, the first part."""
    file.seek(start)
    content = file.read(BLOCK)
    return Excerpt(_text(content), start, start + len(content))


def identity(file: BinaryIO) -> int:
    """Tell a file from another that took its name."""
    return os.fstat(file.fileno()).st_ino


def was_begun_anew(file: BinaryIO, start: int, known: int) -> bool:
    return identity(file) != known or _size(file) < start


def _size(file: BinaryIO) -> int:
    return os.fstat(file.fileno()).st_size


def _text(content: bytes) -> str:
    return content.decode(errors="replace")
