"""A PostgreSQL from Debian's package, on a port of its own, gone at the end."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.browser import packages
from wordpress.local.machine.ports import free_port
from wordpress.local.machine.processes import Program

READY_SECONDS = 60
BINARIES = "/usr/lib/postgresql"
ACCOUNT = "postgres"  # the package's user; the server refuses to run as root
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "max_connections": 300,  # each thread of each worker keeps a connection
    "fsync": "off",  # the data need not outlive the machine
    "unix_socket_directories": "",
}


class PostgreSQL:
    def __init__(self) -> None:
        packages.require()
        self.folder = Path(tempfile.mkdtemp(prefix="restart-registry-postgresql-"))
        self.data, self.log = self.folder / "data", self.folder / "log"
        self.as_account: list[str] = []
        if os.geteuid() == 0:
            self.as_account = ["setpriv", f"--reuid={ACCOUNT}", "--clear-groups"]
            os.chown(self.folder, pwd.getpwnam(ACCOUNT).pw_uid, -1)
        self._run("initdb", f"--pgdata={self.data}", "--auth=trust", "-U", ACCOUNT)
        self.port = free_port()
        self.url = f"postgres://{ACCOUNT}@127.0.0.1:{self.port}/{ACCOUNT}"
        self.start()

    def start(self) -> None:
        """Start it again on the same port, with the same data."""
        settings = {**SETTINGS, "port": self.port}
        options = [f"--{name}={value}" for name, value in settings.items()]
        self.program = Program(
            "PostgreSQL",
            self._command("postgres", "-D", str(self.data), *options),
            mark=self.folder,
            log=self.log,
            environment=os.environ,
        )
        try:
            self.program.wait_until(self._is_ready)
        except BaseException:
            self.stop()
            raise

    def kill(self) -> None:
        """Stop it at once, as a crash does: the next start undoes what was under way."""
        self.program.signal(signal.SIGQUIT)
        self.program.process.wait(READY_SECONDS)

    def stop(self) -> None:
        self.program.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _is_ready(self) -> bool:
        ask = self._command("pg_isready", "--host=127.0.0.1", f"--port={self.port}")
        return subprocess.run(ask, capture_output=True, check=False).returncode == 0

    def _run(self, name: str, *arguments: str) -> None:
        command = self._command(name, *arguments)
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    def _command(self, name: str, *arguments: str) -> Sequence[str]:
        [*_, newest] = sorted(Path(BINARIES).glob(f"*/bin/{name}"))
        return [*self.as_account, str(newest), *arguments]
