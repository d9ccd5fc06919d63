"""PHP: the built-in web server with workers, and single scripts beside it."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

from wordpress.local.errors import LocalError
from wordpress.local.folders import PHP_FILES
from wordpress.local.machine import http
from wordpress.local.machine.processes import Program, last_lines

WORKERS = 4
READY_SECONDS = 60


def php_command(log: Path) -> list[str]:
    settings = {
        "display_errors": "0",
        "log_errors": "1",
        "error_log": str(log),
        "memory_limit": "256M",
        "opcache.enable_cli": "1",
        "opcache.revalidate_freq": "0",  # a changed plugin file counts at the next request
    }
    return ["php", *(f"-d{name}={value}" for name, value in settings.items())]


class PhpServer:
    def __init__(self, state: Path, port: int, environment: Mapping[str, str]) -> None:
        self.state, self.environment = state, environment
        self.address = f"127.0.0.1:{port}"

    def start(self) -> None:
        command = [*php_command(self.state / "php.log"), "-S", self.address]
        self.program = Program(
            "WordPress (PHP)",
            [*command, "-t", str(self.state / "site"), str(PHP_FILES / "router.php")],
            mark=self.state,
            log=self.state / "php-server.log",
            environment={**self.environment, "PHP_CLI_SERVER_WORKERS": str(WORKERS)},
        )
        self._wait()

    def _wait(self) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while not (status := self._status()):
            self.program.check_alive()
            if time.monotonic() > deadline:
                raise LocalError(
                    f"WordPress doesn't answer. {last_lines(self.program.log)}"
                )
            time.sleep(0.05)
        if status != 200:
            log = self.state / "php.log"
            raise LocalError(f"WordPress answers {status}. {last_lines(log)}")

    def _status(self) -> int:
        """Return the status of an answer, or 0 while nobody listens."""
        answer = http.request("GET", f"http://{self.address}/wp-json/")
        return 0 if answer is None else answer.status_code


def run_php(code: str, state: Path, environment: Mapping[str, str]) -> str:
    """Return what the code prints. It goes in by standard input, so that no process list shows it."""
    result = subprocess.run(
        php_command(state / "php.log"),
        input=f"<?php {code}",
        env=dict(environment),
        cwd=state,
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        raise LocalError(
            f"PHP ended with code {result.returncode}: {result.stderr}\n"
            f"{last_lines(state / 'php.log')}"
        )
    return result.stdout


def inherited() -> dict[str, str]:
    """Return what programs need of our environment: a site must not depend on the rest."""
    return {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
