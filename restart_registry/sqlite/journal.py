"""Which of SQLite's journals a file can have."""

from __future__ import annotations

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
    kinds: dict[Path, str] = {}
    for line in mounts.read_text().splitlines():
        mount, _, source = line.partition(" - ")
        folder = mount.split()[4].encode().decode("unicode_escape")  # \\040 is a space
        kinds[Path(folder)] = source.split()[0]  # a later one lies over the one before
    path = file.resolve()
    return next((kinds[folder] for folder in path.parents if folder in kinds), "")
