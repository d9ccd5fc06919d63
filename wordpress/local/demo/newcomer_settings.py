"""What the API needs to start on this machine; docs/settings.md has all settings."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import quote

from wordpress.local.machine.env_file import EnvFile


def newcomer_settings(env: EnvFile) -> dict[str, str]:
    return {
        "SECRET_KEY": env.get("SECRET_KEY") or secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "SECURE_COOKIES": "False",  # the admin is served without https here
    }


def has_own_database(env: EnvFile) -> bool:
    url = env.get("DATABASE_URL")
    return "DATABASE_URL" in os.environ or not env.is_ours("DATABASE_URL", url)


def sqlite_url(path: Path) -> str:
    return f"sqlite:///{quote(str(path))}"
