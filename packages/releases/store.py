"""The zips of our releases, which lie beside the builds: all builds share them."""

from __future__ import annotations

import os
from pathlib import Path

from packages.builds.files import new
from packages.builds.folders import dist, make_folder, write_to_disk
from packages.configuration import addresses
from packages.exceptions import PackagesError
from packages.versions.version_list import KeptVersion


def store(content: bytes, slug: str, version: KeptVersion) -> None:
    """Write the zip, unless it is there. The caller's transaction lets in one at a time."""
    url = addresses().own_zip(slug, version.version, version.shasum)
    target = dist() / "restart" / url.rpartition("/")[2]
    try:
        if not (target.is_file() and target.read_bytes() == content):
            _write_whole(content, target)
    except OSError as exc:
        raise PackagesError(f"{target} can't be written: {exc.strerror}.") from exc


def _write_whole(content: bytes, target: Path) -> None:
    """Write a file that web servers may read. Nobody sees it before it is whole."""
    make_folder(target.parent)
    for abandoned in target.parent.glob(".*.partial"):
        abandoned.unlink()
    partial = target.with_name(f".{target.name}.partial")
    with new(partial) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(target)
    write_to_disk(target.parent)
