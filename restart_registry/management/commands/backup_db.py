from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import ngettext

from restart_registry.database.backups import back_up, rotate
from restart_registry.database.progress import pages_bar
from restart_registry.database.sqlite_file import UnusableFile, database_file


class Command(BaseCommand):
    help = (
        "Back up the SQLite file while the API runs, check the copy, and delete the "
        "oldest backups."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--to",
            type=Path,
            metavar="FOLDER",
            help="default: the folder `backups` beside the database",
        )
        parser.add_argument(
            "--keep", type=int, default=14, metavar="N", help="backups (default: 14)"
        )

    def handle(self, *, to: Path | None = None, keep: int = 14, **options: Any) -> None:
        if keep < 1:
            raise CommandError("--keep has to be 1 or more: the new one is among them.")
        if (file := database_file()) is None:
            raise CommandError("This is no SQLite database: back it up with pg_dump.")
        backup = _back_up(file, folder := to or file.parent / "backups")
        try:
            gone = len(rotate(folder, keep))
        except OSError as exc:
            raise CommandError(f"Wrote {backup}, but old ones stay: {exc}") from exc
        deleted = ngettext("%d older one", "%d older ones", gone) % gone
        self.stdout.write(f"Wrote {backup}, which is sound; deleted {deleted}.")


def _back_up(file: Path, folder: Path) -> Path:
    try:
        with pages_bar() as bar:
            return back_up(file, folder, bar)
    except FileExistsError as exc:
        raise CommandError("Another backup was made in this second.") from exc
    except (UnusableFile, OSError) as exc:
        raise CommandError(f"There is no new backup. {exc}") from exc
