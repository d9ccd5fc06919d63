"""One file of a build: written anew, or the previous build's under a second name."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from pathlib import Path
from typing import BinaryIO

SECOND = 10**9  # in nanoseconds
# The file system has no hard links, a file has too many, or it is on another disk.
NO_LINKS = {
    errno.EPERM,
    errno.EMLINK,
    errno.EXDEV,
    errno.ENOSYS,
    errno.EOPNOTSUPP,
}


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def link(source: str, target: str) -> None:
    """Give a file a second name; where that doesn't work, copy it with its time."""
    try:
        os.link(source, target)
    except OSError as exc:
        if exc.errno not in NO_LINKS:
            raise
        shutil.copy2(source, target)


def put(
    target: str, content: bytes, predecessor: str, *, is_same: bool, is_anew: bool
) -> None:
    """
    Make a file; `is_same` says that its predecessor, if it has one, has the same bytes.

    The predecessor's bytes are used unless `is_anew`: they may be damaged.
    """
    if is_same and not is_anew:
        link(predecessor, target)
        return
    with new(target) as file:
        file.write(content)
    if predecessor:
        set_time(target, predecessor, is_same=is_same)


def new(path: str | Path) -> BinaryIO:
    """Open a new file that all may read, whatever umask there is: a web server is another user."""
    return open(path, "xb", opener=_readable)


def set_time(target: str, predecessor: str, *, is_same: bool) -> None:
    """Let clients, who know the predecessor's time to the second, see what changed."""
    try:
        before = os.stat(predecessor).st_mtime_ns
    except FileNotFoundError:
        return
    if is_same:
        os.utime(target, ns=(before, before))
    elif os.stat(target).st_mtime_ns < before + SECOND:
        os.utime(target, ns=(before + SECOND, before + SECOND))


def _readable(path: str, flags: int) -> int:
    descriptor = os.open(path, flags, 0o644)
    os.fchmod(descriptor, 0o644)
    return descriptor
