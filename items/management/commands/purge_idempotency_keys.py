from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import ngettext
from tqdm import tqdm

from items.idempotency import count, end_of_life, purge


class Command(BaseCommand):
    help = "Delete the answers of purchases that nobody can ask for again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say how many")

    def handle(self, *, dry_run: bool = False, **options: Any) -> None:
        before = end_of_life()
        number = count(before)
        if dry_run:
            self.stdout.write(f"Would delete {_keys(number)}.")
            return
        deleted = 0
        with tqdm(total=number, unit=" keys", disable=None) as bar:
            for batch in purge(before):
                deleted += batch
                bar.update(batch)
        self.stdout.write(f"Deleted {_keys(deleted)}.")


def _keys(count: int) -> str:
    return ngettext("%d idempotency key", "%d idempotency keys", count) % count
