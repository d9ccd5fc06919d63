"""The Composer repository that `make run` shows: it holds our own plugin and theme."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Protocol

from wordpress.local.demo.newcomer_settings import sqlite_url
from wordpress.local.errors import LocalError
from wordpress.local.folders import LOCAL, PLUGIN, PROJECT, THEME
from wordpress.local.progress import say, step

FOLDER = LOCAL / "packages"


class Api(Protocol):
    def manage(self, *arguments: str) -> str:
        """Run manage.py, and return what it prints."""


def composer_repository_settings(api_url: str) -> dict[str, str]:
    return {
        "PACKAGES_DATABASE_URL": sqlite_url(FOLDER / "packages.sqlite3"),
        "PACKAGES_URL": f"{api_url}/packages",
    }


def make_composer_repository(api: Api) -> None:
    step("Making the Composer repository of our plugin and theme")
    FOLDER.mkdir(parents=True, exist_ok=True)
    api.manage("migrate", "--database=packages", "--verbosity=0")
    for folder in (PLUGIN, THEME):
        try:
            api.manage("add_release", str(packed(folder)))
        except LocalError as error:
            say(f"{error}\nThe repository holds what it held of {folder.name}.")
    api.manage("build")
    api.manage("deploy", "--cleanup")


def packed(folder: Path) -> Path:
    """Return the path of a zip of the last commit."""
    pack = subprocess.run(
        [sys.executable, "scripts/pack.py", str(folder.relative_to(PROJECT))],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    if pack.returncode:
        raise LocalError(f"{folder.name} can't be packed:\n{pack.stderr}")
    return PROJECT / pack.stdout.strip()
