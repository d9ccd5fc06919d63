"""The files in `logs/`: those that its own listing has, and no others."""

from __future__ import annotations

import os
import re
import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, NamedTuple

from packages.configuration import storage
from packages.operations.log_files import FOLDER

# Of a command, of the web server, and the latter's older ones that aren't packed yet.
NAME = re.compile(r"[A-Za-z0-9_-]+\.log(\.[0-9]+)?", re.ASCII)


class LogFile(NamedTuple):
    name: str
    size: int
    written_at: datetime


def log_folder() -> Path:
    return storage() / FOLDER


def log_files() -> list[LogFile]:
    """Return the files, the one that was written last first. Links aren't followed."""
    try:
        with os.scandir(log_folder()) as entries:
            files = [file for entry in entries if (file := _file(entry))]
    except OSError:  # no command has ever run
        return []
    return sorted(files, key=lambda file: file.written_at, reverse=True)


def opened(name: str) -> BinaryIO | None:
    """Open a file of the listing; None: it isn't there, or is a link."""
    if name not in {file.name for file in log_files()}:
        return None
    # It may have become a link since it was listed, or a pipe that nobody fills.
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
    try:
        file = os.fdopen(os.open(log_folder() / name, flags), "rb")
    except OSError:
        return None
    if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        return file
    file.close()
    return None


def _file(entry: os.DirEntry[str]) -> LogFile | None:
    if not NAME.fullmatch(entry.name) or not entry.is_file(follow_symlinks=False):
        return None
    try:
        status = entry.stat(follow_symlinks=False)
    except FileNotFoundError:  # a command forgot it meanwhile
        return None
    written_at = datetime.fromtimestamp(status.st_mtime, UTC)
    return LogFile(entry.name, status.st_size, written_at)
