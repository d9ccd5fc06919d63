from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import ngettext
from tqdm import tqdm

from api.arguments import row_id
from integrations.connecting.two_sided_check import check_each
from integrations.models import SiteIntegration


class Command(BaseCommand):
    help = "Ask connected sites whether all is well, and say how to mend what isn't."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--site", type=row_id, metavar="N", help="only this one")

    def handle(self, *, site: int | None = None, **options: Any) -> None:
        rows = SiteIntegration.objects.connected().select_related("site").order_by("pk")
        chosen = list(rows.filter(site=site) if site else rows)
        if site and not chosen:
            raise CommandError(f"There is no site {site} that is connected and active.")
        checked = failed = 0
        for integration, checks in tqdm(
            check_each(chosen), total=len(chosen), unit=" sites", disable=None
        ):
            checked += 1
            if not checks[-1].ok:
                failed += 1
                last = checks[-1]
                self.stderr.write(f"{integration.site}, {last.name}: {last.hint}")
        sites = ngettext("%d site", "%d sites", checked) % checked
        self.stdout.write(f"{sites} checked, {checked - failed} well, {failed} not.")
        if failed:
            raise CommandError("Mend them as said above, then run check_sites again.")
