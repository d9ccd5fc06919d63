from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from packages.configuration import sources
from packages.following.check_status import check_status
from packages.following.rounds import CONCURRENCY
from packages.management import arguments
from packages.management.summary import summary
from packages.operations.progress import shown
from packages.operations.runs import recorded
from packages.wordpress_org.http import Session


class Command(BaseCommand):
    help = "Ask WordPress.org whether packages were closed, or opened again."

    def add_arguments(self, parser: CommandParser) -> None:
        arguments.add_round(parser, concurrency=CONCURRENCY)
        parser.add_argument(
            "--all",
            action="store_true",
            help="also those that aren't due; closed for good never",
        )

    def handle(
        self,
        *,
        type: str = "all",
        all: bool = False,
        limit: int | None = None,
        concurrency: int = CONCURRENCY,
        accept_closures: bool = False,
        **options: Any,
    ) -> None:
        with (
            recorded("check_status") as run,
            shown("check_status") as progress,
            Session(sources()) as session,
        ):
            counts = check_status(
                run,
                package_type=arguments.TYPES[type],
                also_not_due=all,
                limit=limit,
                concurrency=concurrency,
                accept_closures=accept_closures,
                session=session,
                progress=progress,
            )
        self.stdout.write(summary(counts, "No package is due"))
