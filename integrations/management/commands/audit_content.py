from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from api.arguments import row_id
from integrations.following.runs.rounds import Outcome, audit_each
from integrations.management.outcomes import (
    connected_sites,
    done_and_left,
    sites,
    some_seconds,
)

ROW = "{:<30} {:<32} {:>12} {:>13} {:>9} {:>6}"
HEADINGS = ("site", "type", "missing here", "missing there", "different", "left")
NUMBERS = ("missing_here", "missing_there", "different", "left")


class Command(BaseCommand):
    help = "Compare what we have of connected sites with what they have."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--site", type=row_id, metavar="N", help="only this one")
        parser.add_argument(
            "--seconds",
            type=some_seconds,
            metavar="N",
            help="default: no end; the next run goes on",
        )
        parser.add_argument("--fix", action="store_true", help="mend what differs")

    def handle(
        self,
        *,
        site: int | None = None,
        seconds: float | None = None,
        fix: bool = False,
        **options: Any,
    ) -> None:
        chosen = [one for one in connected_sites(site) if site or one.sync_is_on]
        outcomes = audit_each(chosen, fix=fix, seconds=seconds or float("inf"))
        bar = tqdm(outcomes, total=len(chosen), unit=" sites", disable=None)
        seen, left = done_and_left(bar, self.stderr)
        self._show_drift(seen)
        self.stdout.write(f"{sites(len(seen))} compared, {left} left.")
        if left:
            advice = "Run it again" if fix else "Run it with --fix to mend what differs"
            raise CommandError(f"{advice}. Sites that didn't answer say why above.")

    def _show_drift(self, outcomes: list[Outcome]) -> None:
        rows = [row for outcome in outcomes for row in _drift(outcome)]
        for row in [HEADINGS, *rows] if rows else []:
            self.stdout.write(ROW.format(*row))


def _drift(outcome: Outcome) -> list[tuple[Any, ...]]:
    """Return a row for each type that differed."""
    types = outcome.job.position.get("types", {}) if outcome.job else {}
    return [
        (outcome.integration.site.name, name, *(numbers[x] for x in NUMBERS))
        for name, numbers in types.items()
        if any(numbers.values())
    ]
