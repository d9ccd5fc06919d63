from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import ngettext
from tqdm import tqdm

from items.first_generation.retailers import name_retailers
from registries.management.explained import interruptible


class Command(BaseCommand):
    help = (
        "Name the shop of items that have none, by the host of their address, as the "
        "WordPress plugin does. Can be interrupted and run again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="write nothing")

    def handle(self, *, dry_run: bool = False, **options: Any) -> None:
        outcomes = name_retailers(dry_run=dry_run)
        total = named = 0
        with interruptible():
            for is_named in tqdm(outcomes, unit=" items", disable=None):
                total += 1
                named += is_named
        items = ngettext("%d item", "%d items", total) % total
        done = "would be" if dry_run else ngettext("is", "are", named)
        self.stdout.write(
            f"{items} without a retailer: {named} {done} named, the rest have no "
            "address that says a name."
        )
