from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, transaction
from django.utils.translation import ngettext
from tqdm import tqdm

from restart_registry.database.comparing import Table, tables
from restart_registry.database.copying import (
    NotEmpty,
    check_empty,
    copy_rows,
    count_rows,
    one_moment,
)
from restart_registry.database.targets import (
    TARGET,
    UnusableTarget,
    connect_target,
    unapplied_migrations,
)

SOURCE = "default"


class Command(BaseCommand):
    help = (
        "Copy everything from the database that DATABASE_URL names into an empty one, "
        "and compare them. Stop the API first: it would go on writing to the old one."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--to",
            required=True,
            metavar="URL",
            help="like DATABASE_URL: postgres://user:password@host/name",
        )

    def handle(self, *, to: str, **options: Any) -> None:
        try:
            if missing := unapplied_migrations(SOURCE):
                raise CommandError(f"Run migrate first: {', '.join(missing)}.")
            connect_target(to)
            call_command("migrate", database=TARGET, interactive=False, verbosity=0)
            compared = self._copy()
        except KeyboardInterrupt as exc:
            raise CommandError(
                "Interrupted. Nothing was copied.", returncode=130
            ) from exc
        except (NotEmpty, UnusableTarget) as exc:
            raise CommandError(f"Nothing was copied. {exc}") from exc
        except DatabaseError as exc:
            raise CommandError(f"Nothing was copied: {exc}") from exc
        rows = sum(table.rows for table in compared)
        said = ngettext("%d row", "%d rows", rows) % rows
        self.stdout.write(
            f"Copied {said} of {len(compared)} tables; both databases hold the same. "
            "Next: set DATABASE_URL to the new one, and start the API."
        )

    def _copy(self) -> list[Table]:
        """Copy all or nothing; what was read back decides."""
        with one_moment(SOURCE), transaction.atomic(using=TARGET):
            check_empty(TARGET)
            with tqdm(total=count_rows(SOURCE), unit=" rows", disable=None) as bar:
                for number in copy_rows(SOURCE, TARGET):
                    bar.update(number)
            self.stdout.write("Comparing.")
            ours, copied = list(tables(SOURCE)), list(tables(TARGET))
            if differing := [
                a.name for a, b in zip(ours, copied, strict=True) if a != b
            ]:
                raise CommandError(
                    f"Nothing was copied: {', '.join(differing)} came out differently."
                )
        for table in copied:
            self.stdout.write(f"{table.name}: {table.rows} rows, {table.checksum[:16]}")
        return copied
