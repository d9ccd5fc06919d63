"""A PHP that stays: to start one for each thing a test sets up would take most of the time."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from wordpress.local.php_runtime import php_command
from wordpress.local.processes import MARK
from wordpress.local.site import LocalWordPress


class Shell:
    """Runs PHP inside the site, until it is closed."""

    def __init__(self, local: LocalWordPress) -> None:
        self._process = subprocess.Popen(  # noqa: S603  # a list, no shell
            [*php_command(local.state / "php.log"), Path(__file__).with_suffix(".php")],
            env={**local.environment, MARK: str(local.state)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, code: str, **given: Any) -> Any:
        """Return what the code returns; `given` are its variables."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps({"code": code, "given": given}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, "PHP died: see php.log"
        answer = json.loads(line)
        assert "error" not in answer, answer["error"]
        return answer["answer"]

    def close(self) -> None:
        self._process.communicate()
