"""A MariaDB for one site: on a socket alone, its data below the site's state folder."""

from __future__ import annotations

import getpass
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from wordpress.local.errors import LocalError
from wordpress.local.machine.processes import Program, last_lines

CREATE = "CREATE DATABASE IF NOT EXISTS wordpress CHARACTER SET utf8mb4"
SMALL = [
    "--skip-networking",
    "--skip-name-resolve",
    "--innodb-log-file-size=8M",
    "--innodb-buffer-pool-size=64M",
    "--innodb-flush-log-at-trx-commit=2",  # survives our end, though not the machine's
    "--innodb-doublewrite=0",
    "--performance-schema=OFF",
]


class MariaDB:
    """The only user who may log in: the one we run as, by the socket, without a password."""

    def __init__(self, state: Path) -> None:
        self.state, self.data = state, state / "mariadb"
        self.log = state / "mariadb.log"
        self.user = getpass.getuser()

    @property
    def socket(self) -> Path:
        return self._socket_folder / "mariadb.sock"

    def start(self) -> None:
        if not self.data.exists():
            self._install()
        self._make_socket_folder()
        self.program = Program(
            "MariaDB",
            [
                "mariadbd",
                "--no-defaults",
                f"--user={self.user}",  # by default root becomes nobody, whom a closed home keeps out
                f"--datadir={self.data}",
                f"--socket={self.socket}",
                f"--pid-file={self.data}/mariadbd.pid",
                *SMALL,
            ],
            mark=self.state,
            log=self.log,
            environment=os.environ,
        )
        self.program.wait_until(self._create_database)

    def stop(self) -> None:
        self.program.stop()
        shutil.rmtree(self._socket_folder, ignore_errors=True)

    def _install(self) -> None:
        work = self.data.with_suffix(".new")
        shutil.rmtree(work, ignore_errors=True)
        command = [
            "mariadb-install-db",
            "--no-defaults",
            f"--user={self.user}",
            f"--datadir={work}",
            "--auth-root-authentication-method=socket",
            f"--auth-root-socket-user={self.user}",
            "--skip-test-db",
            "--innodb-log-file-size=8M",
        ]
        with self.log.open("ab") as output:
            code = subprocess.run(command, stdout=output, stderr=output, check=False)
        if code.returncode:
            raise LocalError(f"mariadb-install-db failed. {last_lines(self.log)}")
        work.rename(self.data)

    def _make_socket_folder(self) -> None:
        """A short path (a socket's ends at 107 bytes), noted so that the next start finds it."""
        note = self.state / "socket-folder"
        if note.is_symlink():
            shutil.rmtree(note.readlink(), ignore_errors=True)
            note.unlink()
        self._socket_folder = Path(tempfile.mkdtemp(prefix="restart-registry-"))
        note.symlink_to(self._socket_folder)

    def _create_database(self) -> bool:
        command = ["mariadb", "--no-defaults", f"--socket={self.socket}"]
        answer = subprocess.run(
            [*command, f"--user={self.user}", "-e", CREATE],
            capture_output=True,
            check=False,
        )
        return answer.returncode == 0
