"""A Redis from Debian's package, on a port of its own, gone at the end."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from redis import Redis
from redis.exceptions import ConnectionError as NotThere

from tests.browser import packages
from wordpress.local.machine.ports import free_port
from wordpress.local.machine.processes import Program


class RedisServer:
    def __init__(self) -> None:
        packages.require()
        self.folder = Path(tempfile.mkdtemp(prefix="restart-registry-redis-"))
        self.port = free_port()
        self.url = f"rediscache://127.0.0.1:{self.port}/1"
        self.start()

    def start(self) -> None:
        """Start it again on the same port, empty."""
        self.program = Program(
            "Redis",
            [
                *("redis-server", "--bind", "127.0.0.1", "--port", str(self.port)),
                *("--save", "", "--dir", str(self.folder)),
            ],
            mark=self.folder,
            log=self.folder / "log",
            environment=os.environ,
        )
        try:
            self.program.wait_until(self._is_ready)
        except BaseException:
            self.remove()
            raise

    def kill(self) -> None:
        self.program.stop(0)

    def remove(self) -> None:
        self.program.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def keys_with(self, text: str) -> list[str]:
        with Redis(port=self.port, db=1, decode_responses=True) as client:
            return list(client.keys(f"*{text}*"))

    def _is_ready(self) -> bool:
        with Redis(port=self.port) as client:
            try:
                return bool(client.ping())
            except NotThere:  # BusyLoadingError as well
                return False
