from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

from django.core.management.base import BaseCommand, CommandParser

from packages.configuration import sources
from packages.discovery.configured import POPULAR
from packages.discovery.discover import Source, discover
from packages.management import arguments
from packages.management.summary import summary
from packages.operations.progress import shown
from packages.operations.runs import recorded
from packages.wordpress_org.http import Session


class Command(BaseCommand):
    help = "Learn which packages there are, and which were committed to."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--source",
            choices=get_args(Source),
            default="config",
            help="a file of names, or WordPress.org's Subversion (default: %(default)s)",
        )
        arguments.add_type(parser)
        parser.add_argument(
            "--file",
            type=Path,
            default=POPULAR,
            metavar="TOML",
            help="the names of --source config (default: packages/popular.toml)",
        )
        arguments.add_limit(parser)

    def handle(
        self,
        *,
        source: Source = "config",
        type: str = "all",
        file: Path = POPULAR,
        limit: int | None = None,
        **options: Any,
    ) -> None:
        with (
            recorded("discover") as run,
            shown("discover") as progress,
            Session(sources()) as session,
        ):
            counts = discover(
                run,
                source=source,
                package_type=arguments.TYPES[type],
                file=file,
                limit=limit,
                session=session,
                progress=progress,
            )
        self.stdout.write(summary(counts, "Nothing is new"))
