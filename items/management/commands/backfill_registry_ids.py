from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import ngettext
from tqdm import tqdm

from items.first_generation.registry_ids import Claims, give_registry
from items.models import Item
from registries.all_registries import all_registries
from registries.management.explained import explained, interruptible


class Command(BaseCommand):
    help = (
        "Give old items their registry: the one whose list in WordPress names them. "
        "Can be interrupted and run again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="write nothing")

    def handle(self, *, dry_run: bool = False, **options: Any) -> None:
        unknown = Item.objects.filter(registry_id=None).values_list("pk", flat=True)
        claims = Claims(set(unknown))
        with interruptible(), explained("Nothing was written."):
            given = self._backfill(claims, dry_run=dry_run)
        for problem in claims.problems:
            self.stdout.write(problem)
        number = len(claims.item_ids)
        unlisted = number - len(claims.registries_of)
        items = ngettext("%d item", "%d items", number) % number
        done = "would be" if dry_run else ngettext("is", "are", given)
        are_unlisted = ngettext("%d is", "%d are", unlisted) % unlisted
        self.stdout.write(
            f"{items} without a registry: {given} {done} given theirs, "
            f"{are_unlisted} in no list."
        )

    def _backfill(self, claims: Claims, *, dry_run: bool) -> int:
        if not claims.item_ids:
            return 0
        registries = all_registries()
        claims.read(tqdm(registries, unit=" registries", disable=None))
        return sum(
            give_registry(registry_id, item_ids, dry_run=dry_run)
            for registry_id, item_ids in tqdm(claims.settle().items(), disable=None)
        )
