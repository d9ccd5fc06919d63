from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from api.arguments import row_id
from integrations.connecting.two_sided_check import check_each
from integrations.management.outcomes import connected_sites, sites


class Command(BaseCommand):
    help = "Ask connected sites whether all is well, and say how to mend what isn't."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--site", type=row_id, metavar="N", help="only this one")

    def handle(self, *, site: int | None = None, **options: Any) -> None:
        chosen = connected_sites(site)
        checked = failed = 0
        for integration, checks in tqdm(
            check_each(chosen), total=len(chosen), unit=" sites", disable=None
        ):
            checked += 1
            if not checks[-1].ok:
                failed += 1
                last = checks[-1]
                self.stderr.write(f"{integration.site}, {last.name}: {last.hint}")
        well = checked - failed
        self.stdout.write(f"{sites(checked)} checked, {well} well, {failed} not.")
        if failed:
            raise CommandError("Mend them as said above, then run check_sites again.")
