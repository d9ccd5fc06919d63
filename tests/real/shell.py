"""A PHP that keeps running: starting one for each thing that a test sets up would take most of the time."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from threading import Lock
from typing import Any

from wordpress.local.machine.processes import MARK, last_lines
from wordpress.local.wordpress.php_runtime import php_command
from wordpress.local.wordpress.site import LocalWordPress


class Shell:
    """Runs PHP inside the site, until it is closed. A fatal error ends only its own test."""

    def __init__(self, local: LocalWordPress) -> None:
        self._local = local
        self._turn = Lock()
        self._start()

    def run(self, code: str, **given: Any) -> Any:
        """Return what the code returns; `given` are its variables."""
        with self._turn:  # otherwise one thread reads another's answer
            return self._run(code, given)

    def _run(self, code: str, given: dict[str, Any]) -> Any:
        if self._process.poll() is not None:
            self._start()
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps({"code": code, "given": given}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            self.close()
            raise AssertionError(f"PHP died. {last_lines(self._log)}")
        answer = json.loads(line)
        assert "error" not in answer, answer["error"]
        return answer["answer"]

    def close(self) -> None:
        self._process.communicate()

    @property
    def _log(self) -> Path:
        return self._local.state / "php.log"

    def _start(self) -> None:
        self._process = subprocess.Popen(
            [*php_command(self._log), Path(__file__).with_suffix(".php")],
            env={**self._local.environment, MARK: str(self._local.state)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
