from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from packages.configuration import sources
from packages.discovery.history import LIMIT, backfill_history
from packages.management import arguments
from packages.management.summary import summary
from packages.operations.progress import shown
from packages.operations.runs import recorded
from packages.wordpress_org.http import Session


class Command(BaseCommand):
    help = "Learn when the versions of packages were released, before we looked."

    def add_arguments(self, parser: CommandParser) -> None:
        arguments.add_type(parser)
        arguments.add_limit(parser, default=LIMIT)

    def handle(self, *, type: str = "all", limit: int = LIMIT, **options: Any) -> None:
        with (
            recorded("backfill_history") as run,
            shown("backfill_history") as progress,
            Session(sources()) as session,
        ):
            counts = backfill_history(
                run,
                package_type=arguments.TYPES[type],
                limit=limit,
                session=session,
                progress=progress,
            )
        self.stdout.write(summary(counts, "Every package has its history"))
