"""Zips as `make plugin-zip` makes them, and zips that nobody should unpack."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from wordpress.local.folders import PROJECT

Entry = tuple[str | ZipInfo, bytes]


def plugin_file(version: str = "1.0.0", **fields: str) -> bytes:
    lines = {
        "Plugin Name": "Restart Registry",
        "Version": version,
        **{name.replace("_", " "): value for name, value in fields.items()},
    }
    header = "".join(f" * {name}: {value}\n" for name, value in lines.items())
    return f"<?php\n/**\n{header} */\n".encode()


def write_zip(path: Path, entries: Iterable[Entry]) -> Path:
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return path


def plugin_zip(
    folder: Path, version: str = "1.0.0", *more: Entry, **fields: str
) -> Path:
    """Make a zip of the plugin, with other entries besides its main file."""
    main = ("restart-registry/restart-registry.php", plugin_file(version, **fields))
    return write_zip(folder / "release.zip", [main, *more])


def packed(folder: str) -> Path:
    """Pack what is committed, as `make plugin-zip` and `make theme-pack` do."""
    pack = subprocess.run(
        [sys.executable, "scripts/pack.py", folder],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    return PROJECT / pack.stdout.strip()
