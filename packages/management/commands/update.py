from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from packages.configuration import sources
from packages.following.rounds import CONCURRENCY
from packages.following.update import update
from packages.management import arguments
from packages.management.summary import summary
from packages.operations.progress import shown
from packages.operations.runs import recorded
from packages.wordpress_org.http import Session


class Command(BaseCommand):
    help = (
        "Fetch packages from WordPress.org: new ones, and those that were committed to."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        arguments.add_round(parser, concurrency=CONCURRENCY)
        parser.add_argument(
            "--name",
            action="append",
            default=[],
            metavar="VENDOR/SLUG",
            help="only this package; may be repeated",
        )
        parser.add_argument(
            "--force", action="store_true", help="also those that aren't due"
        )
        parser.add_argument(
            "--include-inactive",
            action="store_true",
            help="also those that are closed or gone; closed for good only by name",
        )

    def handle(
        self,
        *,
        type: str = "all",
        name: list[str],
        force: bool = False,
        include_inactive: bool = False,
        limit: int | None = None,
        concurrency: int = CONCURRENCY,
        accept_closures: bool = False,
        **options: Any,
    ) -> None:
        with (
            recorded("update") as run,
            shown("update") as progress,
            Session(sources()) as session,
        ):
            counts = update(
                run,
                package_type=arguments.TYPES[type],
                names=name,
                force=force,
                include_inactive=include_inactive,
                limit=limit,
                concurrency=concurrency,
                accept_closures=accept_closures,
                session=session,
                progress=progress,
            )
        self.stdout.write(summary(counts, "No package is due"))
