from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from packages.router import ALIAS

HOST = r"https?://[^/\s?#@]+"
OURS = re.compile(rf"{HOST}/packages", re.ASCII)
ANY = re.compile(rf"{HOST}(/[^/\s?#]+)*", re.ASCII)
BUCKET = ("BUCKET", "ENDPOINT_URL", "ACCESS_KEY_ID", "SECRET_ACCESS_KEY")


@register
def check_addresses(**kwargs: Any) -> list[CheckMessage]:
    if not OURS.fullmatch(settings.PACKAGES_URL):
        return [
            Error(
                "PACKAGES_URL has to be an address like https://example.org/packages.",
                hint="Write http:// or https://, the host and /packages, without a slash "
                "at the end.",
                id="packages.E001",
            )
        ]
    if not ANY.fullmatch(settings.PACKAGES_METADATA_URL):
        return [_wrong_address("PACKAGES_METADATA_URL", "cdn.example.org")]
    return []


@register
def check_bucket(**kwargs: Any) -> list[CheckMessage]:
    values = {name: getattr(settings, f"PACKAGES_S3_{name}") for name in BUCKET}
    missing = [f"PACKAGES_S3_{name}" for name, value in values.items() if not value]
    if len(missing) == len(values):
        return []
    if missing:
        return [
            Error(
                f"Not set, unlike others of PACKAGES_S3_…: {', '.join(missing)}.",
                hint="Set all four, and builds are uploaded to the bucket; or none.",
                id="packages.E004",
            )
        ]
    endpoint = values["ENDPOINT_URL"]
    if not ANY.fullmatch(endpoint) or endpoint.endswith(f"/{values['BUCKET']}"):
        return [_wrong_address("PACKAGES_S3_ENDPOINT_URL", "s3.eu-west-1.example.org")]
    return []


def _wrong_address(name: str, host: str) -> CheckMessage:
    return Error(
        f"{name} has to be an address like https://{host}.",
        hint="Write http:// or https:// and the host, without a slash or a bucket's name "
        "at the end.",
        id="packages.E005",
    )


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
