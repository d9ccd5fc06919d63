"""A machine that holds packages: its commands are processes, its database and files are real."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from tests.stress import rounds
from wordpress.local.folders import PROJECT

SECONDS = rounds(short=120, full=3600)


class Machine:
    """`environment` is added to what tests run in; None takes a variable away."""

    def __init__(self, folder: Path, **environment: str | None) -> None:
        self.folder = folder
        self.file = folder / "packages.sqlite3"
        self.storage = folder / "storage"
        self.repository = self.storage / "repository"
        self.environment = {
            "PACKAGES_DATABASE_URL": f"sqlite:///{self.file}",
            "PACKAGES_STORAGE": str(self.storage),
            "DATABASE_URL": f"sqlite:///{folder / 'items.sqlite3'}",
            "LOG_LEVEL": "INFO",
            **environment,
        }

    @property
    def settings(self) -> dict[str, str]:
        """Return what a server has to know of the packages."""
        return {
            name: value or ""
            for name, value in self.environment.items()
            if name.startswith("PACKAGES_")
        }

    def migrate(self, template: Path | None = None) -> None:
        """Make the database; `template` is one that was migrated before."""
        if template:
            shutil.copy(template, self.file)
        else:
            process = self.manage("migrate", "--database", "packages")
            assert process.returncode == 0, process.stderr

    @contextmanager
    def started(
        self, *arguments: str, **kwargs: Any
    ) -> Iterator[subprocess.Popen[str]]:
        """Start a command of manage.py. It is killed at the end, if it is still there."""
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        variables = {**os.environ, **self.environment}
        # Under nohup and in a background shell SIGINT is ignored, and would stay so.
        alone = ["env", "--default-signal=INT"]
        with subprocess.Popen(
            [*alone, sys.executable, "manage.py", *arguments],
            cwd=PROJECT,
            env={name: value for name, value in variables.items() if value is not None},
            text=True,
            **{**pipes, **kwargs},
        ) as process:
            try:
                yield process
            finally:
                process.kill()

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command of manage.py to its end."""
        with self.started(*arguments) as process:
            out, err = process.communicate(timeout=SECONDS)
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    def query(self, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """Ask the packages' database, past Django."""
        with closing(sqlite3.connect(self.file, timeout=10)) as database, database:
            return database.execute(sql, parameters).fetchall()
