"""A repository of a few packages, written by hand in the formats of a build."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import orjson

from packages.repository.documents import documents
from packages.repository.packages_json import packages_json
from packages.repository.row import PackageRow
from tests.packages.rows import ADDRESSES, plugin, theme

BUILD = "20260102-030405"
MODIFIED = 1_767_323_045
LAST_MODIFIED = "Fri, 02 Jan 2026 03:04:05 GMT"
ROWS = [plugin(), plugin(slug="teapot"), theme(slug="tea-garden")]


class Repository:
    """What `PACKAGES_STORAGE/repository` holds."""

    def __init__(self, storage: Path) -> None:
        self.folder = storage / "repository"

    @property
    def current(self) -> Path:
        return self.folder / "current"

    def build(self, build_id: str, *rows: PackageRow, **manifest: Any) -> Path:
        folder = self.folder / "builds" / build_id
        names = sorted(row.name for row in rows)
        write(folder / "packages.json", packages_json(ADDRESSES))
        write(folder / "list.json", orjson.dumps({"packageNames": names}))
        for row in rows:
            for path, content in documents(row, ADDRESSES).files(row.name):
                write(folder / "p2" / path, content)
        told = {
            "id": build_id,
            "finished_at": "2026-01-02T03:04:06+00:00",
            "packages": len(rows),
            "rollback_of": None,
            **manifest,
        }
        write(folder / "manifest.json", orjson.dumps(told))
        return folder

    def promote(self, build_id: str) -> None:
        link = self.folder / ".current"
        link.symlink_to(f"builds/{build_id}")
        link.replace(self.current)


def write(path: Path, content: bytes, modified: int = MODIFIED) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (modified, modified))
    return path
