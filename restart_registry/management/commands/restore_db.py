from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from restart_registry.database.backups import restore
from restart_registry.database.progress import pages_bar
from restart_registry.database.sqlite_file import UnusableFile, database_file


class Command(BaseCommand):
    help = (
        "Put a backup where DATABASE_URL says the SQLite file is. It overwrites "
        "nothing: stop the API and move the old file away first."
    )
    requires_system_checks: list[str] = []  # they would make an empty database

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="is only read")

    def handle(self, *, file: Path, **options: Any) -> None:
        if (target := database_file()) is None:
            raise CommandError("DATABASE_URL names no SQLite file: use pg_restore.")
        try:
            with pages_bar() as bar:
                restore(file, target, bar)
        except FileExistsError as exc:
            raise CommandError(
                f"{exc} is there already, and nothing is overwritten: stop the API and "
                "move it away, with whatever of the same name lies beside it."
            ) from exc
        except (UnusableFile, OSError) as exc:
            raise CommandError(f"Nothing was restored. {exc}") from exc
        self.stdout.write(f"Restored {target}. Next: manage.py migrate, then start.")
