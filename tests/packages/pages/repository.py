"""A repository of a few packages, written by hand in the formats of a build."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import orjson

from packages.addresses import Addresses
from packages.builds.manifest import Manifest
from packages.repository.documents import documents
from packages.repository.packages_json import packages_json
from packages.repository.row import PackageRow
from tests.packages.rows import ADDRESSES, plugin, theme

BUILD = "20260102-030405"
MODIFIED = 1_767_323_045
LAST_MODIFIED = "Fri, 02 Jan 2026 03:04:05 GMT"
HASHES = ("root_hash", "packages_json_sha256", "list_json_sha256", "inputs")
ROWS = [plugin(), plugin(slug="teapot"), theme(slug="tea-garden")]


class Repository:
    """What `PACKAGES_STORAGE/repository` holds."""

    def __init__(self, storage: Path) -> None:
        self.folder = storage / "repository"

    @property
    def current(self) -> Path:
        return self.folder / "current"

    def build(
        self,
        build_id: str,
        *rows: PackageRow,
        addresses: Addresses = ADDRESSES,
        **manifest: Any,
    ) -> Path:
        folder = self.folder / "builds" / build_id
        names = sorted(row.name for row in rows)
        write(folder / "packages.json", packages_json(addresses))
        write(folder / "list.json", orjson.dumps({"packageNames": names}))
        for row in rows:
            for path, content in documents(row, addresses).files(row.name):
                write(folder / "p2" / path, content)
        self.tell(folder, len(rows), **manifest)
        return folder

    def tell(self, folder: Path, packages: int, **manifest: Any) -> None:
        told = {
            "id": folder.name,
            "started_at": "2026-01-02T03:04:05+00:00",
            "finished_at": "2026-01-02T03:04:06+00:00",
            "packages": packages,
            **dict.fromkeys(("seconds", "changed", "removed", "files", "bytes"), 0),
            **dict.fromkeys(HASHES, "0" * 64),
            "snapshot_run": None,
            "partial": False,
            "previous": "",
            "rollback_of": "",
            **manifest,
        }
        Manifest(**told).write(folder)

    def promote(self, build_id: str) -> None:
        link = self.folder / ".current"
        link.symlink_to(f"builds/{build_id}")
        link.replace(self.current)


def write(path: Path, content: bytes, modified: int = MODIFIED) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (modified, modified))
    return path
