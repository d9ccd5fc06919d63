"""Debian's nginx with the file for packages that we ship; only addresses and folders differ."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import requests

from tests.browser import packages
from wordpress.local.folders import PROJECT
from wordpress.local.machine.ports import free_port
from wordpress.local.machine.processes import Program

SHIPPED = PROJECT / "deploy/nginx/packages.conf"
SECONDS = 60
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
AROUND = """
user root; # a test's folders are its own
events {{ }}
http {{
    {temporary}
    include {file};
}}
"""


class PackagesNginx:
    """`app` is the address that requests are passed to, as in "127.0.0.1:8002"."""

    def __init__(self, *, storage: Path, app: str) -> None:
        packages.require()
        self.folder = Path(tempfile.mkdtemp(prefix="restart-registry-nginx-"))
        self.url = f"http://127.0.0.1:{free_port()}"
        self.file = self.folder / "nginx.conf"
        self._write(storage, app)
        command = [*self._command(), "-g", f"daemon off; pid {self.folder}/pid;"]
        self.program = Program(
            "nginx",
            command,
            mark=self.folder,
            log=self.folder / "log",
            environment=self._environment(),
        )
        try:
            self.program.wait_until(self._answers)
        except BaseException:
            self.stop()
            raise

    def check(self) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*self._command(), "-t"],
            env=self._environment(),
            capture_output=True,
            text=True,
        )

    def logged(self) -> str:
        return (self.folder / "access").read_text()

    def stop(self) -> None:
        self.program.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _write(self, storage: Path, app: str) -> None:
        text = SHIPPED.read_text()
        for shipped, ours in {
            "server 127.0.0.1:8002;": f"server {app};",
            "listen 80;": f"listen {self.url.removeprefix('http://')};",
            "/srv/packages/storage": str(storage),
            "/var/log/nginx/packages.log": f"{self.folder}/access",
            "/var/log/nginx/packages-error.log": f"{self.folder}/error",
        }.items():
            assert shipped in text, shipped
            text = text.replace(shipped, ours)
        file = self.folder / "packages.conf"
        file.write_text(text)
        paths = (f"{name}_temp_path {self.folder}/{name};" for name in TEMPORARY)
        self.file.write_text(AROUND.format(temporary="".join(paths), file=file))

    def _command(self) -> list[str]:
        return ["nginx", "-p", str(self.folder), "-c", str(self.file), "-e", "stderr"]

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "PATH": f"{os.environ['PATH']}:/usr/sbin:/sbin"}

    def _answers(self) -> bool:
        try:
            return requests.get(self.url, timeout=SECONDS).status_code == 404
        except requests.ConnectionError:
            return False
