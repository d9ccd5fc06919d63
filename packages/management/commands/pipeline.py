from __future__ import annotations

from typing import Any, get_args

from django.core.management.base import BaseCommand, CommandParser

from packages.builds.summary import summary
from packages.discovery.discover import Source
from packages.operations.locks import repository_lock
from packages.operations.pipeline import pipeline
from packages.operations.runs import recorded


class Command(BaseCommand):
    help = "Discover, update, build, deploy and clean up, one after the other."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--discover-source",
            choices=get_args(Source),
            default="config",
            help="a file of names, or WordPress.org's Subversion (default: %(default)s)",
        )
        parser.add_argument(
            "--skip-discover", action="store_true", help="learn no new names"
        )
        parser.add_argument(
            "--skip-deploy", action="store_true", help="serve what is served already"
        )

    def handle(
        self,
        *,
        discover_source: Source = "config",
        skip_discover: bool = False,
        skip_deploy: bool = False,
        **options: Any,
    ) -> None:
        with repository_lock(), recorded("pipeline") as run:
            outcome = pipeline(
                run,
                discover_source=discover_source,
                skip_discover=skip_discover,
                skip_deploy=skip_deploy,
            )
        seconds = ", ".join(f"{step['name']} {step['seconds']} s" for step in run.steps)
        served = f"{outcome.served} is served" if outcome.served else "Not served"
        self.stdout.write(f"{summary(outcome.built)} {served}. {seconds}.")
