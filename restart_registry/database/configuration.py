"""What Django is told of a database, given its address."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from environ import Env

from restart_registry.sqlite.journal import journal_mode

SCHEMES = {"sqlite", "postgres", "postgresql"}

# What is erased is overwritten: else it stays in the file's free pages.
SQLITE_COMMANDS = (
    "PRAGMA journal_mode={}; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON"
)


# What WordPress.org holds is on WordPress.org. A power cut may cost the last commits.
PACKAGES_COMMANDS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL"


def database_settings(url: str, *, journal: str = "DELETE") -> dict[str, Any]:
    """
    Return an entry of DATABASES for an address like that in DATABASE_URL.

    `journal` is SQLite's alone. Raises ImproperlyConfigured, without the address: it may hold a password.
    """
    if url.partition(":")[0] not in SCHEMES:
        raise ImproperlyConfigured(
            "The address of a database has to begin with sqlite:// or postgres://."
        )
    try:
        settings: dict[str, Any] = dict(Env.db_url_config(url))
    except ValueError:  # it quotes what it takes for the port: part of a password
        raise ImproperlyConfigured(
            "The address of a database can't be read. In a user name and a password "
            "write / as %2F, @ as %40 and % as %25."
        ) from None
    settings["CONN_MAX_AGE"] = 60
    settings["CONN_HEALTH_CHECKS"] = True  # the database may have restarted
    if settings["ENGINE"] == "django.db.backends.sqlite3":
        settings["ENGINE"] = "restart_registry.sqlite"
        settings["OPTIONS"] = {
            "timeout": 5,  # seconds a writer waits for another
            # A transaction that reads, then writes, would fail at once when another
            # writes in between; one that starts as a writer waits for its turn.
            "transaction_mode": "IMMEDIATE",
            "init_command": SQLITE_COMMANDS.format(
                journal_mode(journal, Path(settings["NAME"]))
            ),
        }
    else:
        options = settings.setdefault("OPTIONS", {})
        # Seconds; a host that is gone would hold a thread for two minutes.
        options.setdefault("connect_timeout", 5)
        # PostgreSQL's own waits have no end; this one is as long as SQLite's.
        options.setdefault("options", "-c lock_timeout=5s")
    return settings


def packages_database_settings(url: str) -> dict[str, Any]:
    """
    Return the entry of the packages' own database.

    packages/checks.py says why it has to be SQLite.
    """
    settings = database_settings(url, journal="WAL")
    if settings["ENGINE"] == "restart_registry.sqlite":
        settings["OPTIONS"]["init_command"] = PACKAGES_COMMANDS
    return settings
