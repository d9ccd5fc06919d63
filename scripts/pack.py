"""
One folder of the last commit as a zip that WordPress installs: `python3 scripts/pack.py wordpress/plugins/restart-registry`.

The same commit gives the same bytes on every machine: files are taken as git keeps them, in the order of their names,
with one time and mode. They are not compressed: each version of zlib has its own way of doing that.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from zipfile import ZipFile, ZipInfo

PROJECT = Path(__file__).resolve().parent.parent
BEGINNING = (1980, 1, 1, 0, 0, 0)  # of the time that zips know
MODE = 0o100644  # a plain file that everybody may read
VERSION = re.compile(rb"^[ *]*Version: *(\S+)", re.MULTILINE)


def main(folder: str) -> None:
    slug = PurePosixPath(folder).name
    files = dict(committed_files(folder))
    header = files[f"{slug}.php"] if f"{slug}.php" in files else files["style.css"]
    files["LICENSE.txt"] = git("cat-file", "blob", "HEAD:LICENSE")
    version = VERSION.findall(header)[0].decode()
    target = PROJECT / "dist" / f"{slug}-{version}.zip"
    target.parent.mkdir(exist_ok=True)
    whole = target.with_suffix(f".{os.getpid()}")  # nobody reads half of it
    whole.write_bytes(packed(slug, files))
    whole.replace(target)
    sys.stdout.write(f"{target.relative_to(PROJECT)}\n")
    if git("status", "--porcelain", "--", folder):
        sys.stderr.write(f"Not in it: what isn't committed in {folder}.\n")


def committed_files(folder: str) -> Iterator[tuple[str, bytes]]:
    listing = git("ls-tree", "-r", "-z", f"HEAD:{folder}").decode()
    for line in listing.split("\0")[:-1]:
        about, name = line.split("\t")
        yield name, git("cat-file", "blob", about.split()[2])


def packed(slug: str, files: dict[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with ZipFile(whole, "w") as archive:
        for name in sorted(files):
            entry = ZipInfo(f"{slug}/{name}", BEGINNING)
            entry.create_system = 3  # Unix, whatever this is
            entry.external_attr = MODE << 16
            archive.writestr(entry, files[name])
    return whole.getvalue()


def git(*arguments: str) -> bytes:
    return subprocess.run(
        ["git", *arguments], cwd=PROJECT, check=True, capture_output=True
    ).stdout


if __name__ == "__main__":
    main(sys.argv[1])
