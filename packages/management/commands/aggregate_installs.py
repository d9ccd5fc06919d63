from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from packages.management.summary import summary
from packages.operations.runs import recorded
from packages.pages.aggregate_installs import aggregate_installs


class Command(BaseCommand):
    help = "Count the installations that Composer told us of since the last time."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be done; do nothing"
        )

    def handle(self, *, dry_run: bool = False, **options: Any) -> None:
        with recorded("aggregate_installs") as run:
            counts = aggregate_installs(timezone.now(), dry_run=dry_run)
            run.counters = counts
        did = summary(counts, "Nothing is new")
        self.stdout.write(f"It would be: {did}" if dry_run else did)
