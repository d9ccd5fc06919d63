"""One log file for each run: `logs/COMMAND-TIME.log`. The newest 200 are kept."""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from django.utils import timezone
from tqdm import tqdm

from packages.operations.folders import own_folder

KEPT = 200
FOLDER = "logs"


class _OneLine(logging.Formatter):
    """A name or an error of others may hold line breaks; it must not look like a line of ours."""

    converter = staticmethod(time.gmtime)

    def formatMessage(self, record: logging.LogRecord) -> str:
        return super().formatMessage(record).replace("\r", "\\r").replace("\n", "\\n")


class _BesideBar(logging.Handler):
    """Show warnings on a terminal, where a bar may be; how a run ended is said anyway."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.addFilter(lambda record: record.name != "packages.operations.runs")

    def emit(self, record: logging.LogRecord) -> None:
        tqdm.write(self.format(record), file=sys.stderr)


@contextmanager
def log_file(path: Path) -> Iterator[None]:
    """Write what the app logs to this file; on a terminal only warnings are shown as well."""
    handler = logging.FileHandler(path, encoding="utf-8", errors="backslashreplace")
    handler.setFormatter(_OneLine("%(asctime)s %(levelname)s %(message)s"))
    logger = logging.getLogger("packages")
    handlers: list[logging.Handler] = [handler]
    logger.propagate = not sys.stderr.isatty()
    if not logger.propagate:
        handlers.append(_BesideBar())
    for each in handlers:
        logger.addHandler(each)
    try:
        yield
    finally:
        logger.propagate = True
        for each in handlers:
            logger.removeHandler(each)
            each.close()


def new_log_file(command: str) -> Path:
    folder = own_folder(FOLDER, 0o700)
    stem = f"{command}-{timezone.now():%Y%m%d-%H%M%S}"
    names = (f"{stem}-{n}.log" if n > 1 else f"{stem}.log" for n in count(1))
    path = next(path for name in names if _is_made(path := folder / name))
    _forget_old_ones(folder)
    return path


def _is_made(path: Path) -> bool:
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        return False
    return True


def _forget_old_ones(folder: Path) -> None:
    """Names of one command sort by time, those of all commands don't: files are asked."""
    with os.scandir(folder) as entries:
        files = [(_modified(entry), entry.path) for entry in entries]
    for _, path in sorted(files, reverse=True)[KEPT:]:
        Path(path).unlink(missing_ok=True)


def _modified(entry: os.DirEntry[str]) -> float:
    try:
        return entry.stat(follow_symlinks=False).st_mtime
    except FileNotFoundError:  # another command forgot it meanwhile
        return 0.0
