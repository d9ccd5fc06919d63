"""One process at a time writes the repository."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError
from filelock import FileLock, Timeout

from packages.operations.folders import own_folder

FILE = "repository.lock"


class Locked(CommandError):
    def __init__(self, message: str) -> None:
        super().__init__(message, returncode=os.EX_TEMPFAIL)  # 75


@contextmanager
def repository_lock() -> Iterator[None]:
    """
    Hold the lock that `build`, `deploy` and `pipeline` need, or raise Locked at once.

    The kernel frees it when the process dies, however it dies. Take it before the Run
    is recorded: nothing was run where another process holds the lock.
    """
    lock = FileLock(own_folder() / FILE, blocking=False)
    try:
        lock.acquire()
    except Timeout as exc:
        raise Locked(
            f"Another command writes the repository: it holds {lock.lock_file}. "
            "Nothing was done. Try again when that one has ended."
        ) from exc
    try:
        yield
    finally:
        lock.release()
