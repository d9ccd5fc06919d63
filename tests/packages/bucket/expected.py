"""What a bucket has to hold, read from the build that is served."""

from __future__ import annotations

import hashlib
from pathlib import Path

INSIDE = {"index.jsonl", "manifest.json"}


def served(repository: Path) -> dict[str, str]:
    """Return the MD5 of every file that is served, by its path."""
    current, dist = (repository / "current").resolve(), repository / "dist"
    return {
        path.relative_to(current if folder == current else repository).as_posix(): md5(
            path.read_bytes()
        )
        for folder in (current, dist)
        for path in folder.rglob("*")
        if path.is_file() and path.name not in INSIDE
    }


def md5(content: bytes) -> str:
    return hashlib.md5(content, usedforsecurity=False).hexdigest()
