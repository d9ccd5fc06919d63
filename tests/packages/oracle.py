"""Composer's own answers: one PHP process, which is asked and answers in lines of JSON."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

PROGRAM = Path(__file__).parent / "php" / "oracle.php"


class Composer:
    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def normal_form(self, text: str) -> str | None:
        answer: str | None = self._ask("normal_form", text)
        return answer

    def stability(self, text: str) -> str:
        return str(self._ask("stability", text))

    def order(self, one: str, other: str) -> int:
        """Return -1, 0 or 1, as the first normal form is below, equal to or above."""
        return int(self._ask("order", [one, other]))

    def expand(self, versions: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return list(self._ask("expand", versions))

    def minify(self, versions: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return list(self._ask("minify", versions))

    def _ask(self, question: str, value: object) -> Any:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps([question, value]) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, f"PHP ended at {question} of {value!r}"
        return json.loads(answer)
