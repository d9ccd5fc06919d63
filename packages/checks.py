from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from packages.router import ALIAS

ADDRESS = re.compile(r"https?://[^/\s?#]+/packages", re.ASCII)


@register
def check_addresses(**kwargs: Any) -> list[CheckMessage]:
    return [
        Error(
            f"{name} has to be an address like https://example.org/packages.",
            hint="Write http:// or https://, the host and /packages, without a slash at "
            "the end.",
            id="packages.E001",
        )
        for name in ("PACKAGES_URL", "PACKAGES_METADATA_URL")
        if not ADDRESS.fullmatch(getattr(settings, name))
    ]


@register
def check_is_sqlite(**kwargs: Any) -> list[CheckMessage]:
    if connections[ALIAS].vendor == "sqlite":
        return []
    return [
        Error(
            "PACKAGES_DATABASE_URL has to be a SQLite file.",
            hint="Packages are searched by SQLite's FTS5, and what has to scale is a "
            "folder of files. Write sqlite:////srv/packages/packages.sqlite3.",
            id="packages.E002",
        )
    ]


@register(Tags.database)
def check_full_text_search(**kwargs: Any) -> list[CheckMessage]:
    """Ask the SQLite that Python was built with; only `check --database packages` does."""
    if ALIAS not in (kwargs["databases"] or ()) or check_is_sqlite():
        return []
    with connections[ALIAS].cursor() as cursor:
        cursor.execute("SELECT sqlite_compileoption_used('ENABLE_FTS5')")
        [has_it] = cursor.fetchone()
    if has_it:
        return []
    return [
        Error(
            "This Python's SQLite can't search texts: it was built without FTS5.",
            hint="Use the Python of your distribution, or one from python.org.",
            id="packages.E003",
        )
    ]
