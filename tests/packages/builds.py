"""Packages in the database, and what a build makes of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson

from packages.builds import folders
from packages.builds.build import build
from packages.builds.layout import MANIFEST
from packages.models import Build, Package
from packages.models.package import State, Type, Vendor
from packages.progress import Progress
from packages.versions.version_list import KeptVersion, as_json
from tests.packages.rows import VERSIONS
from tests.packages.runs import new_run, untold

SEEN = "2026-01-02T03:04:05+00:00"
TEA = "wp-plugin/tea"


def package(name: str = TEA, *versions: KeptVersion, **fields: Any) -> Package:
    """Store a package that is open, with two versions or these."""
    vendor, _, slug = name.partition("/")
    kind = Type.THEME if vendor == Vendor.THEME else Type.PLUGIN
    values = {
        "state": State.OPEN,
        "first_open_at": SEEN,
        "last_updated": SEEN,
        "versions": as_json(versions or VERSIONS),
    }
    made = Package(vendor=vendor, slug=slug, type=kind, **{**values, **fields})
    made.save()
    made.refresh_from_db()
    return changed(made)


def changed(package: Package, **fields: Any) -> Package:
    """Change a package as `update` does: its hash changes with it."""
    for name, value in fields.items():
        setattr(package, name, value)
    package.set_input_hash()
    package.save()
    return package


def built(progress: Progress = untold, **options: Any) -> Path:
    """Build, and return the folder."""
    return folder(
        build(new_run("build"), progress=progress, **{"processes": 1, **options})
    )


def folder(build: Build) -> Path:
    return folders.folder_of(build.id, partial=build.partial)


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file by its path, but for the manifest."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }


def names(folder: Path) -> list[str]:
    """Return the paths of what Composer is given of packages."""
    return [path.removeprefix("p2/") for path in tree(folder) if path[:3] == "p2/"]


def p2(folder: Path, path: str) -> Any:
    return orjson.loads((folder / "p2" / path).read_bytes())
