from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import ngettext
from tqdm import tqdm

from api.arguments import row_id
from integrations.following.changes import Applied
from integrations.following.runs.rounds import Outcome, follow_due, follow_one
from integrations.following.schedule import due
from integrations.management.outcomes import (
    connected_sites,
    done_and_left,
    sites,
    some_seconds,
)
from integrations.models import SiteIntegration

SECONDS = 50  # cron starts it each minute


class Command(BaseCommand):
    help = "Follow the content of connected sites: each whose turn has come, one pass."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--site", type=row_id, metavar="N", help="only this one, until all is here"
        )
        parser.add_argument(
            "--seconds",
            type=some_seconds,
            metavar="N",
            help=f"default: {SECONDS}; with --site there is no end",
        )
        parser.add_argument(
            "--accept-deletions",
            action="store_true",
            help="also of a site that seems to have lost most of a type",
        )
        parser.add_argument("--dry-run", action="store_true", help="only say which")

    def handle(
        self, *, site: int | None = None, dry_run: bool = False, **options: Any
    ) -> None:
        chosen = connected_sites(site) if site else _due()
        if dry_run:
            names = ", ".join(str(one.site) for one in chosen) or "none"
            self.stdout.write(f"Would follow {sites(len(chosen))}: {names}.")
            return
        self.changed = 0
        how = {name: options[name] for name in ("seconds", "accept_deletions")}
        outcomes = self._one(chosen[0], **how) if site else self._due(chosen, **how)
        seen, left = done_and_left(outcomes, self.stderr)
        changes = ngettext("%d change", "%d changes", self.changed) % self.changed
        followed = sites(sum(outcome.job is not None for outcome in seen))
        self.stdout.write(f"{followed} followed, {changes}, {left} left.")
        if left:
            raise CommandError("What is left is tried again when its turn has come.")

    def _due(
        self,
        chosen: list[SiteIntegration],
        *,
        seconds: float | None,
        accept_deletions: bool,
    ) -> Iterator[Outcome]:
        turns = follow_due(
            chosen,
            seconds=seconds or SECONDS,
            accept_deletions=accept_deletions,
            on_page=self._count,
        )
        yield from tqdm(turns, total=len(chosen), unit=" sites", disable=None)

    def _one(
        self, one: SiteIntegration, *, seconds: float | None, accept_deletions: bool
    ) -> Iterator[Outcome]:
        with tqdm(unit=" rows", disable=None) as bar:

            def show(applied: Applied) -> None:
                self._count(applied)
                bar.update(len(applied.page.changes))

            yield follow_one(
                one,
                seconds=seconds or float("inf"),
                accept_deletions=accept_deletions,
                on_page=show,
            )

    def _count(self, applied: Applied) -> None:
        self.changed += applied.changed


def _due() -> list[SiteIntegration]:
    ids = due(timezone.now())
    found = SiteIntegration.objects.select_related("site").in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]
