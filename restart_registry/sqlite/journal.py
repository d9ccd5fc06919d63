"""Which of SQLite's journals a file can have."""

from __future__ import annotations

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

MOUNTS = Path("/proc/self/mountinfo")  # Linux alone has it
ON_A_NETWORK = {
    *("9p", "afs", "ceph", "cifs", "fuse.glusterfs", "fuse.s3fs", "fuse.sshfs"),
    *("lustre", "nfs", "nfs4", "smb3", "smbfs"),
}


def journal_mode(mode: str, file: Path, mounts: Path = MOUNTS) -> str:
    """Return the mode for `PRAGMA journal_mode`, or raise ImproperlyConfigured."""
    mode = mode.upper()
    if mode not in ("DELETE", "WAL"):
        raise ImproperlyConfigured("SQLITE_JOURNAL has to be DELETE or WAL.")
    kind = _file_system(file, mounts) if mode == "WAL" else ""
    if kind in ON_A_NETWORK:
        raise ImproperlyConfigured(
            f"SQLITE_JOURNAL can't be WAL: {file.parent} is on a network ({kind}), where "
            "machines don't share the memory that WAL needs. Set it to DELETE."
        )
    return mode


def _file_system(file: Path, mounts: Path) -> str:
    """Return the kind of file system that a file is on, "" if nobody tells."""
    if not mounts.exists():
        return ""
    path = file.resolve()  # which mounts what systemd mounts at its first use
    kinds: dict[Path, str] = {}
    for line in mounts.read_bytes().splitlines():
        mount, _, source = line.partition(b" - ")
        folder = mount.split()[4].decode("unicode_escape")  # \\040 is a space
        kind = source.split()[0].decode()
        # A later one lies over the one before.
        kinds[Path(os.fsdecode(folder.encode("latin-1")))] = kind
    return next((kinds[folder] for folder in path.parents if folder in kinds), "")
