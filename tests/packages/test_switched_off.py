"""Tests that nothing of the packages is there unless somebody asks for it."""

from __future__ import annotations

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


def test_a_process_that_serves_the_api_imports_nothing_of_them() -> None:
    answer = subprocess.run(
        [sys.executable, "-c", LIST_MODULES],
        cwd=PROJECT,
        capture_output=True,
        check=True,
        text=True,
    )
    modules = {name.partition(".")[0] for name in answer.stdout.split()}

    assert "items" in modules
    assert not modules & {"packages", "defusedxml"}
