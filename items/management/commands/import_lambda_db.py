from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError
from tqdm import tqdm

from items.first_generation.lambda_database import UnusableFile, open_lambda_database
from items.first_generation.lambda_import import import_items
from items.first_generation.lambda_report import Report


class Command(BaseCommand):
    help = (
        "Import the items of the first generation's SQLite file, of any version. Rows "
        "that can't be taken are reported; it fails only if that is all of them. Can "
        "be interrupted and run again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="is only read")
        parser.add_argument("--dry-run", action="store_true", help="write nothing")

    def handle(self, *, file: Path, dry_run: bool = False, **options: Any) -> None:
        report = Report(dry_run=dry_run)
        try:
            self._import(file, report, dry_run=dry_run)
        except UnusableFile as exc:
            raise CommandError(
                f"{exc} {report}" if report.results else str(exc)
            ) from exc
        except OperationalError as exc:
            raise _stopped(f"The database of items failed: {exc}", report) from exc
        except KeyboardInterrupt as exc:
            raise _stopped("Interrupted.", report, returncode=130) from exc
        if report.all_were_refused:
            raise CommandError(f"No row could be taken. {report}")
        self.stdout.write(str(report))

    def _import(self, file: Path, report: Report, *, dry_run: bool) -> None:
        with open_lambda_database(file) as database:
            self.stdout.write(f"{file} has schema version {database.version}.")
            outcomes = import_items(database, dry_run=dry_run)
            for outcome in tqdm(outcomes, total=len(database.ids), disable=None):
                if line := report.add(outcome):
                    with tqdm.external_write_mode():
                        self.stdout.write(line)


def _stopped(why: str, report: Report, *, returncode: int = 1) -> CommandError:
    message = f"{why} {report} Run it again for the rest."
    return CommandError(message, returncode=returncode)
