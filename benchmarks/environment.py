"""The environment of both sides; set outright, so that no `.env` changes a figure."""

from __future__ import annotations

from pathlib import Path

from benchmarks.cast import SITE_ACCOUNT


def environment(folder: Path, wordpress: str) -> dict[str, str]:
    return {
        "SECRET_KEY": "only-for-benchmarks-" + "x" * 50,
        "DEBUG": "False",
        "ALLOWED_HOSTS": "127.0.0.1,bench.test",
        "SECURE_COOKIES": "True",
        "LOG_LEVEL": "WARNING",
        "WP_BASE_URL": wordpress,
        "WP_AUTH_CACHE_TTL": "300",
        "WP_BASIC_AUTH_USER": SITE_ACCOUNT.username,
        "WP_BASIC_AUTH_PASSWORD": SITE_ACCOUNT.password,
        "DATABASE_URL": f"sqlite:///{folder / 'ours.sqlite3'}",
        "PEER_DATABASE": str(folder / "peer.sqlite3"),
        "NO_PROXY": "127.0.0.1",
    }
