"""A pytest plugin that collects the admin's static files before the first test, if they are missing."""

from __future__ import annotations

import subprocess
import sys

import pytest

from wordpress.local.folders import PROJECT


def pytest_sessionstart(session: pytest.Session) -> None:
    if (PROJECT / "staticfiles/staticfiles.json").exists():
        return
    if hasattr(session.config, "workerinput"):  # the one that started us has done it
        return
    command = ["manage.py", "collectstatic", "--noinput", "--verbosity=0"]
    subprocess.run([sys.executable, *command], cwd=PROJECT, check=True)
