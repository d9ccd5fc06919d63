"""What the Dockerfile makes, as a folder: its steps are taken without Docker, and with the packages of the tests."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from wordpress.local.folders import PROJECT

STEP = re.compile(r"^([A-Z]+) (.+)$")


def steps() -> list[tuple[str, str]]:
    """Return the instructions of the last stage: ("COPY", "api api")."""
    lines = re.sub(r"\\\n *", "", (PROJECT / "Dockerfile").read_text()).splitlines()
    found = [match.groups() for line in lines if (match := STEP.match(line))]
    last = max(n for n, (name, _) in enumerate(found) if name == "FROM")
    return [(name, rest) for name, rest in found[last:]]


def copied() -> list[str]:
    """Return what comes from this repository."""
    copies = [rest.split() for name, rest in steps() if name == "COPY"]
    return [
        source
        for words in copies
        if not words[0].startswith("--from")
        for source in words[:-1]
    ]


def command(instruction: str) -> list[str]:
    """Return the command of CMD or HEALTHCHECK."""
    (rest,) = [rest for name, rest in steps() if name == instruction]
    words: list[str] = json.loads(rest[rest.index("[") :])
    return words


class Image:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        self.environment = {"PATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
        for source in copied():
            self._copy(source)
        (collect,) = [step for _, step in steps() if "collectstatic" in step]
        self.run(["sh", "-c", collect], {})

    def _copy(self, source: str) -> None:
        (self.folder / source).parent.mkdir(parents=True, exist_ok=True)
        if (PROJECT / source).is_dir():
            ignore = shutil.ignore_patterns("__pycache__")
            shutil.copytree(PROJECT / source, self.folder / source, ignore=ignore)
        else:
            shutil.copy(PROJECT / source, self.folder / source)

    def run(self, words: list[str], settings: Mapping[str, str]) -> str:
        done = subprocess.run(
            words,
            cwd=self.folder,
            env={**self.environment, **settings},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout
