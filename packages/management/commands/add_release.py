from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from packages.operations.runs import recorded
from packages.releases.add_release import add_release


class Command(BaseCommand):
    help = (
        "Add a release of our plugin or theme: a zip of `make plugin-zip` or "
        "`make theme-pack`. The next build offers it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("zip", type=Path, metavar="ZIP")

    def handle(self, *, zip: Path, **options: Any) -> None:
        with recorded("add_release") as run:
            added = add_release(zip)
            run.counters = {"added": int(added.is_new)}
        done = "is added" if added.is_new else "was added before: nothing to do"
        self.stdout.write(f"{added.package} {added.version} {done}.")
