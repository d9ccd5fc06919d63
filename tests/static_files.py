"""A pytest plugin that collects the static files before the first test, if they are missing or older than ours."""

from __future__ import annotations

import subprocess
import sys

import pytest

from wordpress.local.folders import PROJECT

MANIFEST = PROJECT / "staticfiles/staticfiles.json"


def pytest_sessionstart(session: pytest.Session) -> None:
    if hasattr(session.config, "workerinput") or not is_outdated():
        return  # the one that started us has done it
    command = ["manage.py", "collectstatic", "--noinput", "--verbosity=0"]
    subprocess.run([sys.executable, *command], cwd=PROJECT, check=True)
    MANIFEST.touch()  # it stays as it was where nothing has another name now


def is_outdated() -> bool:
    if not MANIFEST.exists():
        return True
    collected = MANIFEST.stat().st_mtime
    ours = PROJECT.glob("*/static/**/*")
    return any(file.stat().st_mtime > collected for file in ours)
