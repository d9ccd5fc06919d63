"""Tests that nothing of the packages is there unless somebody asks for it."""

from __future__ import annotations

import os
import subprocess
import sys

from wordpress.local.folders import PROJECT

LIST_MODULES = """
import sys, django
django.setup()
from django.core.management import get_commands
from django.urls import get_resolver
get_commands()
get_resolver().url_patterns
print(*sorted(sys.modules))
"""


def modules_of(environment: dict[str, str]) -> set[str]:
    answer = subprocess.run(
        [sys.executable, "-c", LIST_MODULES],
        cwd=PROJECT,
        capture_output=True,
        check=True,
        text=True,
        env=environment,
    )
    return {name.partition(".")[0] for name in answer.stdout.split()}


def test_a_process_that_serves_the_api_imports_nothing_of_them() -> None:
    modules = modules_of({**os.environ, "PACKAGES_DATABASE_URL": ""})

    assert "items" in modules
    assert not modules & {"packages", "defusedxml", "pyrate_limiter", "filelock"}


def test_they_are_imported_where_somebody_asks_for_them() -> None:
    assert "packages" in modules_of(dict(os.environ))
