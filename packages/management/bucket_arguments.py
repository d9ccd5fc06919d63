"""Arguments of `deploy` that are about the bucket."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser

from packages.bucket.access import configured_access
from packages.bucket.upload import Upload


def add(parser: CommandParser) -> None:
    parser.add_argument(
        "--to-r2", action="store_true", help="fail unless a bucket is set"
    )
    parser.add_argument(
        "--local-only", action="store_true", help="leave the bucket as it is"
    )
    parser.add_argument(
        "--check-bucket",
        action="store_true",
        help="list the bucket first, and mend what others changed there",
    )


def refuse_misuse(options: dict[str, Any]) -> None:
    for name in ("to_r2", "check_bucket"):
        if options["local_only"] and options[name]:
            option = f"--{name.replace('_', '-')}"
            raise CommandError(
                f"--local-only leaves the bucket alone, and {option} doesn't: use one.",
                returncode=2,
            )


def upload(options: dict[str, Any]) -> Upload | None:
    """Return None if nothing is to be uploaded."""
    access = None if options["local_only"] else configured_access()
    if access:
        return Upload(
            access=access,
            accept_deletes=options["accept_closures"],
            is_checked=options["check_bucket"],
        )
    if options["to_r2"] or options["check_bucket"]:
        raise CommandError(
            "There is no bucket. Set PACKAGES_S3_BUCKET and what belongs to it: "
            "docs/settings.md tells of it."
        )
    return None
