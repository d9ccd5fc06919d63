"""`logs/web.log`: what the web server logs, beside the logs of commands."""

from __future__ import annotations

import contextlib
import logging
import os
from io import TextIOWrapper
from logging.handlers import WatchedFileHandler

from packages.configuration import storage
from packages.operations.log_files import FOLDER

FILE = "web.log"


class WebLog(WatchedFileHandler):
    """
    Goes on in a new file when logrotate takes the old one away.

    No request fails because of it: the console is told the same.
    """

    def __init__(self) -> None:
        path = storage() / FOLDER / FILE
        super().__init__(path, encoding="utf-8", errors="backslashreplace", delay=True)

    def emit(self, record: logging.LogRecord) -> None:
        with contextlib.suppress(
            OSError
        ):  # perhaps no command has made the storage yet
            super().emit(record)

    def _open(self) -> TextIOWrapper:
        folder = os.path.dirname(self.baseFilename)
        with contextlib.suppress(FileExistsError):
            os.mkdir(folder, 0o700)
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        descriptor = os.open(self.baseFilename, flags, 0o600)
        return open(descriptor, "a", encoding=self.encoding, errors=self.errors)


def write_web_log() -> None:
    """Let all that is logged to the console from now on be in the file, too."""
    root, log = logging.getLogger(), WebLog()
    [console, *_] = root.handlers
    log.setFormatter(console.formatter)
    for each in console.filters:
        log.addFilter(each)
    root.addHandler(log)
