"""Our API beside the WordPress: its database, its checks, its server, and requests to it."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from wordpress.local.accounts import Account
from wordpress.local.errors import LocalError
from wordpress.local.folders import LOCAL, PROJECT
from wordpress.local.machine import http
from wordpress.local.machine.ports import port_from_environment, require_free
from wordpress.local.machine.processes import Program, last_lines
from wordpress.local.progress import step


class LocalApi:
    """`environment` is what the API has to be told beyond its `.env`."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.port = port_from_environment("API_PORT", 8000)
        require_free(self.port, "API_PORT")
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = {**os.environ, **environment, "API_PORT": str(self.port)}
        self.log = LOCAL / "api.log"

    def prepare(self) -> None:
        step("Preparing the API's database")
        self.manage("migrate", "--verbosity=0")

    def check_wordpress(self) -> str:
        return self.manage("check_wordpress")

    def manage(self, *arguments: str) -> str:
        """Run manage.py, and return what it prints."""
        result = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=PROJECT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if result.returncode:
            raise LocalError(
                f"`manage.py {' '.join(arguments)}` failed:\n{result.stdout}"
            )
        return result.stdout

    def start(self, open_things: contextlib.ExitStack) -> None:
        step("Starting the API")
        self.program = Program(
            "The API (gunicorn)",
            [sys.executable, "-m", "gunicorn", "restart_registry.wsgi:application"],
            mark=LOCAL,
            log=self.log,
            environment=self.environment,
            folder=PROJECT,
        )
        open_things.callback(self.program.stop)
        self.program.wait_until(self._is_healthy)

    def check_alive(self) -> None:
        self.program.check_alive()

    def _is_healthy(self) -> bool:
        answer = http.request("GET", f"{self.url}/health")
        return answer is not None and answer.ok

    def request(
        self, method: str, path: str, account: Account, body: Any = None
    ) -> Any:
        answer = http.request(method, self.url + path, account, body)
        if answer is None or not answer.ok:
            given = (
                "no answer"
                if answer is None
                else f"{answer.status_code}: {answer.text[:500]}"
            )
            raise LocalError(
                f"{method} {path} as {account.username} gave {given}\n{last_lines(self.log)}"
            )
        return answer.json()
