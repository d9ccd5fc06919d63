"""What is said of a build as a whole, in its folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import orjson

from packages.builds import files
from packages.builds.layout import MANIFEST

LEAST_SHARE = 0.95  # of the served packages; a smaller build isn't served unasked


@dataclass(frozen=True, kw_only=True)
class Manifest:
    id: str
    started_at: str  # times as packages.versions.times writes them
    finished_at: str
    seconds: float
    packages: int
    changed: int  # since the previous build; new ones too
    removed: int
    files: int  # packages.json, list.json and those below p2/
    bytes: int  # of these files
    root_hash: str  # sha256 of the index, so it covers every file below p2/
    packages_json_sha256: str
    list_json_sha256: str
    snapshot_run: int | None  # the highest Run that stored one of the packages
    partial: bool
    previous: str  # id of the build it was made from; "": it was made from nothing
    rollback_of: str  # id of a build; "": it isn't a rollback
    inputs: str  # hash of the settings and the format that reach the files

    def write(self, folder: Path) -> None:
        options = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
        with files.new(folder / MANIFEST) as file:
            file.write(orjson.dumps(self, option=options))


def is_far_smaller(packages: int, served: Manifest) -> bool:
    """Tell whether a build of so many packages is so small that it isn't served unasked."""
    return packages < LEAST_SHARE * served.packages


def read_manifest(folder: Path) -> Manifest:
    """Raise OSError or ValueError if it isn't there or can't be understood."""
    try:
        return Manifest(**orjson.loads((folder / MANIFEST).read_bytes()))
    except TypeError as exc:
        raise ValueError(f"{folder / MANIFEST}: {exc}") from exc
