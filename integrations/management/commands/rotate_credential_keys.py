from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import ngettext
from tqdm import tqdm

from integrations.connecting.resealing import reseal_all, sealed_integrations


class Command(BaseCommand):
    help = "Seal the passwords of all sites with the first of CREDENTIAL_KEYS."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say how many")

    def handle(self, *, dry_run: bool = False, **options: Any) -> None:
        sealed = left = 0
        outcomes = reseal_all(dry_run=dry_run)
        for url, was_sealed, problem in tqdm(
            outcomes, total=sealed_integrations(), unit=" sites", disable=None
        ):
            sealed += was_sealed
            if problem:
                left += 1
                self.stderr.write(f"{url} is left: {problem}.")
        said = ngettext("%d password", "%d passwords", sealed) % sealed
        self.stdout.write(
            f"Would seal {said} anew."
            if dry_run
            else f"Sealed {said} anew, {left} left."
        )
        if left:
            raise CommandError("Keep the older keys until nothing is left.")
