"""Our API as it is served: a real gunicorn on a free port, with a database of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import requests

from tests.databases import Database, new_database
from wordpress.local.folders import PROJECT
from wordpress.local.machine.ports import free_port
from wordpress.local.machine.processes import Program

READY_SECONDS = 60


class Gunicorn:
    """
    `environment` is what differs from tests/environment.py. No number of workers or
    threads is that of gunicorn.conf.py.

    The caller stops it, even if the test failed: see the fixtures that make one.
    """

    def __init__(
        self,
        environment: Mapping[str, str],
        *,
        workers: int | None = 1,
        threads: int | None = 32,
    ) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="restart-registry-api-"))
        self.is_given_database = "DATABASE_URL" in environment
        self.database = (
            Database(environment["DATABASE_URL"])
            if self.is_given_database
            else new_database(self.folder)
        )
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.environment = {
            **os.environ,
            "DATABASE_URL": self.database.url,
            "CACHE_URL": own_cache(self.folder.name),
            **environment,
            "API_PORT": str(port),
        }
        try:
            self._start(workers, threads)
        except BaseException:
            self.stop()
            raise

    def _start(self, workers: int | None, threads: int | None) -> None:
        self.program = Program(
            "gunicorn",
            [
                *(sys.executable, "-m", "gunicorn", "restart_registry.wsgi"),
                *(("--workers", str(workers)) if workers else ()),
                *(("--threads", str(threads)) if threads else ()),
                *("--log-level", "debug"),
            ],
            mark=self.folder,
            log=self.folder / "log",
            environment=self.environment,
            folder=PROJECT,
        )
        self.program.wait_until(self._is_healthy)

    def _is_healthy(self) -> bool:
        try:
            return requests.get(f"{self.url}/health", timeout=READY_SECONDS).ok
        except requests.ConnectionError:
            return False

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command of manage.py beside the server, as a cron job would."""
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=PROJECT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def workers(self) -> list[int]:
        """Return the process ids of the workers that answer."""
        master = self.program.process.pid
        return [
            int(stat.parent.name)
            for stat in Path("/proc").glob("[0-9]*/stat")
            if _parent_of(stat) == master
        ]

    def log(self) -> str:
        """Return what the server has written so far, Django's lines and gunicorn's own."""
        return self.program.log.read_text(errors="replace")

    def stop(self) -> None:
        if hasattr(self, "program"):
            self.program.stop()
        if not self.is_given_database:
            self.database.remove()
        shutil.rmtree(self.folder, ignore_errors=True)


def own_cache(name: str) -> str:
    """Return the address of the tests' cache, where no other program meets its keys."""
    url = os.environ["CACHE_URL"]
    return f"{url}?key_prefix={name}" if url.startswith("redis") else url


def _parent_of(stat: Path) -> int | None:
    try:
        return int(stat.read_text().rpartition(")")[2].split()[1])
    except OSError:  # it has ended meanwhile
        return None
