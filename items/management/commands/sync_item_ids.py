from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import ngettext
from tqdm import tqdm

from items.in_step.synchronization import NOTHING_IS_LOST, sync_all
from items.models import OutOfStepRegistry
from registries.management.arguments import registry_id
from registries.management.explained import explained
from registries.management.outcomes import done_and_left


class Command(BaseCommand):
    help = "Tell WordPress which items its registries have, where it isn't known yet."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--registry", type=registry_id, metavar="N", help="only this one"
        )
        parser.add_argument("--dry-run", action="store_true", help="only say which")

    def handle(
        self, *, registry: int | None = None, dry_run: bool = False, **options: Any
    ) -> None:
        if registry and not dry_run:
            OutOfStepRegistry.objects.get_or_create(registry_id=registry)
        rows = OutOfStepRegistry.objects
        chosen = rows.filter(pk=registry) if registry else rows.due()
        ids = list(chosen.values_list("pk", flat=True))
        if dry_run:
            self.stdout.write(f"Would tell WordPress of {_registries(len(ids))}: {ids}")
            return
        self._report(ids, self._sync(ids))

    def _sync(self, ids: list[int]) -> int:
        """Return how many are left; each has said why."""
        bar = tqdm(sync_all(ids), total=len(ids), disable=None)
        with explained(NOTHING_IS_LOST):
            return done_and_left(bar, self.stderr)[1]

    def _report(self, ids: list[int], left: int) -> None:
        self.stdout.write(f"{_registries(len(ids) - left)} in step, {left} left.")
        if left:
            raise CommandError(
                "What is left is tried again in a while, less and less often."
            )


def _registries(count: int) -> str:
    return ngettext("%d registry", "%d registries", count) % count
