"""
Writes Zappa's zip anew, with valid bytecode and the same bytes each time.

Lambda unpacks a zip whose files are dated 1980 and can't write beside them. Bytecode
that Python compares by date is therefore never used, and each cold start compiles all.
Here it is compared by the hash of the source.
"""

from __future__ import annotations

import compileall
import py_compile
import stat
import sys
import zipfile
from pathlib import Path

ON_LAMBDA = "/var/task"
BEGINNING_OF_TIME = (1980, 1, 1, 0, 0, 0)  # of zip files
# Zappa's note of who built it and when: nothing reads it, and it differs each time.
NOT_WANTED = {"package_info.json"}
BY_HASH = py_compile.PycInvalidationMode.CHECKED_HASH


def unpack(archive: Path, tree: Path) -> None:
    with zipfile.ZipFile(archive) as source:
        source.extractall(tree, [n for n in source.namelist() if _is_wanted(n)])
    compiled = compileall.compile_dir(
        tree,
        quiet=1,
        force=True,
        stripdir=str(tree),
        prependdir=ON_LAMBDA,
        invalidation_mode=BY_HASH,
        workers=0,
    )
    if not compiled:
        sys.exit("See above what can't be compiled: it wouldn't run on Lambda either.")


def compile_again(file: Path) -> None:
    py_compile.compile(
        str(file),
        dfile=f"{ON_LAMBDA}/{file.name}",
        doraise=True,
        invalidation_mode=BY_HASH,
    )


def pack(tree: Path, archive: Path) -> None:
    with zipfile.ZipFile(archive, "w") as target:
        for file in sorted(tree.rglob("*")):
            if file.is_file():
                name = str(file.relative_to(tree))
                entry = zipfile.ZipInfo(name, date_time=BEGINNING_OF_TIME)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = (stat.S_IFREG | 0o644) << 16
                target.writestr(entry, file.read_bytes())


def _is_wanted(name: str) -> bool:
    """Zappa even makes packages of folders of bytecode, if there are any."""
    return name not in NOT_WANTED and "__pycache__/" not in name
