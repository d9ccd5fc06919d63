"""A repository of its own, with what a release is made of, as it stands here."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from wordpress.local.folders import PROJECT

NEEDED = [
    *("Makefile", "LICENSE", ".gitignore", "docs/openapi.json", "scripts"),
    *("restart_registry/__init__.py", "wordpress/plugins", "wordpress/themes"),
]


class Repository:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # No settings of the machine's, but the identity that each developer has.
        (home := folder.with_name("home")).mkdir()
        (home / ".gitconfig").write_text("[user]\nname = Ada\nemail = ada@example.test")
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "GIT_CONFIG_NOSYSTEM": "1",
        }
        for name in NEEDED:
            self._copy(name)
        self.git("init", "--quiet", "--initial-branch=main")
        self.commit("Everything")

    def _copy(self, name: str) -> None:
        target = self.folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if (PROJECT / name).is_dir():
            ignore = shutil.ignore_patterns("__pycache__")
            shutil.copytree(PROJECT / name, target, ignore=ignore)
        else:
            shutil.copy(PROJECT / name, target)

    def run(
        self,
        *command: str,
        environment: Mapping[str, str] | None = None,
        umask: int = 0o022,
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=self.folder,
            env={**self.environment, **(environment or {})},
            umask=umask,
            capture_output=True,
            text=True,
        )

    def git(self, *arguments: str) -> str:
        done = self.run("git", *arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def commit(self, subject: str) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", subject)

    def write(self, name: str, text: str) -> None:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def read(self, name: str) -> str:
        return (self.folder / name).read_text()
