"""Debian's nginx with the file that we ship; only addresses and folders differ."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from pathlib import Path

import requests

from tests.browser import packages
from wordpress.local.folders import PROJECT
from wordpress.local.machine.ports import free_port
from wordpress.local.machine.processes import Program

SHIPPED = PROJECT / "deploy/nginx/nginx.conf"
READY_SECONDS = 60
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


class Nginx:
    """`api` and `wordpress` are the addresses that requests are passed to, as in "127.0.0.1:8000"."""

    def __init__(self, *, api: str, wordpress: str) -> None:
        packages.require()
        self.folder = Path(tempfile.mkdtemp(prefix="restart-registry-nginx-"))
        self.folder.chmod(0o755)  # its workers run as another user
        ports = free_port(), free_port()
        self.url, self.wordpress_url = (f"http://127.0.0.1:{port}" for port in ports)
        file = self.folder / "nginx.conf"
        file.write_text(self._with_addresses(api, wordpress, ports))
        command = ["nginx", "-p", str(self.folder), "-c", str(file), "-e", "stderr"]
        self.program = Program(
            "nginx",
            [*command, "-g", f"daemon off; pid {self.folder}/pid;"],
            mark=self.folder,
            log=self.folder / "log",
            environment={
                **os.environ,
                "PATH": f"{os.environ['PATH']}:/usr/sbin:/sbin",
            },
        )
        try:
            self.program.wait_until(self._answers)
        except BaseException:
            self.stop()
            raise

    def log(self, last: str) -> str:
        """Return the log once this text stands in it: nginx writes a line after its answer."""
        deadline = time.monotonic() + READY_SECONDS
        while last not in (log := self.program.log.read_text(errors="replace")):
            assert time.monotonic() < deadline, log
            time.sleep(0.02)
        return log

    def stop(self) -> None:
        self.program.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _with_addresses(self, api: str, wordpress: str, ports: tuple[int, int]) -> str:
        text = SHIPPED.read_text()
        folders = "".join(
            f"{name}_temp_path {self.folder}/{name};" for name in TEMPORARY
        )
        for shipped, ours in {
            "server api:8000;": f"server {api};",
            "server wordpress:80;": f"server {wordpress};",
            "listen 8000;": f"listen 127.0.0.1:{ports[0]};",
            "listen 8080;": f"listen 127.0.0.1:{ports[1]};",
            "access_log /var/log/nginx/access.log": "access_log /dev/stdout",
            "http {": f"http {{ {folders}",
        }.items():
            assert text.count(shipped) == 1, shipped
            text = text.replace(shipped, ours)
        return text

    def _answers(self) -> bool:
        try:
            return requests.get(f"{self.url}/health", timeout=READY_SECONDS).ok
        except requests.ConnectionError:
            return False
