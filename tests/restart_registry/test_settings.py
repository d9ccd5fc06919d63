"""Settings as a process reads them from its environment."""

from __future__ import annotations

import os
import subprocess
import sys

PRINT_SETTINGS = """
import django
django.setup()
from django.conf import settings
print(settings.API_KEYS, settings.TRUSTED_PROXIES, settings.CORS_ALLOWED_ORIGINS)
"""


def settings_with(**environment: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", PRINT_SETTINGS],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "restart_registry.settings",
            **environment,
        },
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()


def test_spaces_in_lists_do_not_count() -> None:
    printed = settings_with(
        API_KEYS="old, new",
        TRUSTED_PROXIES="10.0.0.7, 127.0.0.1",
        CORS_ALLOWED_ORIGINS="https://a.example, https://b.example",
    )

    assert printed == (
        "['old', 'new'] ['10.0.0.7', '127.0.0.1'] "
        "['https://a.example', 'https://b.example']"
    )
