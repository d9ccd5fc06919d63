from __future__ import annotations

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from tqdm import tqdm

from integrations.following.history import count, purge


class Command(BaseCommand):
    help = "Delete old events and jobs, and what is left of objects that are long gone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say how many")

    def handle(self, *, dry_run: bool = False, **options: Any) -> None:
        now = timezone.now()
        counts = count(now)
        if dry_run:
            self.stdout.write(f"Would delete {_listed(counts)}.")
            return
        deleted = Counter[str]()
        with tqdm(total=counts.total(), unit=" rows", disable=None) as bar:
            for name, number in purge(now):
                deleted[name] += number
                bar.update(number)
        self.stdout.write(f"Deleted {_listed(deleted)}.")


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{name}: {n}" for name, n in counts.items() if n) or "nothing"
