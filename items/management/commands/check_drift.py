from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import ngettext
from tqdm import tqdm

from items.in_step.drift import Drift, doubt_of
from items.in_step.drift_report import report
from items.in_step.reconciliation import compare_all, compare_one, mend_all
from items.models import Item
from registries.all_registries import all_registries
from registries.management import arguments
from registries.management.explained import explained
from registries.management.outcomes import done_and_left


class Command(BaseCommand):
    help = "Compare all registries in WordPress with the items here, both ways."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--registry", type=arguments.registry_id, metavar="N", help="only this one"
        )
        parser.add_argument("--fix", action="store_true", help="mend what is safe")

    def handle(
        self, *, registry: int | None = None, fix: bool = False, **options: Any
    ) -> None:
        with explained("Nothing was changed."):
            compared, found = self._compare(registry)
        legacy = Item.objects.active().filter(registry_id=None).count()
        self.stdout.write(report(found, legacy=legacy), ending="")
        drifted = sorted({drift.registry_id for drift in found if drift.kind.is_drift})
        if fix and registry is None and (doubt := doubt_of(found, compared)):
            raise CommandError(doubt)
        left = self._mend(drifted) if fix else len(drifted)
        differing = len(drifted)
        registries = ngettext("%d registry", "%d registries", compared) % compared
        differ = ngettext("%d differs", "%d differ", differing) % differing
        self.stdout.write(
            f"{registries} compared, {differ}: {differing - left} mended, {left} left."
        )
        if left:
            raise CommandError(
                "Mend what is left, for the reasons above. Then run check_drift again."
                if fix
                else "The table says what `check_drift --fix` mends and what it leaves."
            )

    def _compare(self, registry_id: int | None) -> tuple[int, set[Drift]]:
        """Return how many were compared, and how they differ."""
        if registry_id is not None:
            return 1, compare_one(registry_id)
        compared, found = 0, set[Drift]()
        registries = all_registries(may_be_none=True)  # doubt_of looks at what is here
        for _, drifts in tqdm(compare_all(registries), disable=None):
            compared += 1
            found |= drifts
        return compared, found

    def _mend(self, registry_ids: list[int]) -> int:
        """Return how many are left; each has said why."""
        bar = tqdm(mend_all(registry_ids), total=len(registry_ids), disable=None)
        with explained("What is mended stays; the next run goes on."):
            return done_and_left(bar, self.stderr)[1]
