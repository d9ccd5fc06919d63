"""Management commands as people run them: programs of their own, which can be interrupted."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.databases import new_database
from wordpress.local.folders import PROJECT

SECONDS = 60


class CommandProgram:
    """A command that runs with a database of its own."""

    def __init__(self, folder: Path, name: str, *arguments: str) -> None:
        self.database = new_database(folder)
        # Under nohup and in a background shell SIGINT is ignored, and would stay so.
        alone = ["env", "--default-signal=INT"]
        self.command = [*alone, sys.executable, "manage.py", name, *arguments]

    @contextmanager
    def started(self, **kwargs: Any) -> Iterator[subprocess.Popen[str]]:
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        with subprocess.Popen(
            self.command,
            cwd=PROJECT,
            env={**os.environ, "DATABASE_URL": self.database.url, "LOG_LEVEL": "INFO"},
            text=True,
            **{**pipes, **kwargs},
        ) as process:
            try:
                yield process
            finally:
                process.kill()

    def run(self) -> str:
        """Let the command run to its end, and return what it says."""
        with self.started() as process:
            out, err = process.communicate(timeout=SECONDS)
        assert process.returncode == 0, err
        return out

    def count(self, where: str = "id > 0") -> int:
        count = f"SELECT count(*) FROM items WHERE {where}"  # noqa: S608 -- a test's words
        return int(self.database.query(count)[0][0])

    def wait_for(self, where: str = "id > 0") -> None:
        """Wait until such an item exists."""
        deadline = time.monotonic() + SECONDS
        while not self.count(where):
            assert time.monotonic() < deadline
            time.sleep(0.005)
