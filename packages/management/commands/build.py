from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from packages.builds.build import build, partial_build
from packages.builds.summary import counters, summary, warning
from packages.models import Build, Run
from packages.operations.locks import repository_lock
from packages.operations.progress import shown
from packages.operations.runs import recorded
from packages.progress import Progress


class Command(BaseCommand):
    help = "Build the repository that Composer reads. `deploy` serves it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--full",
            action="store_true",
            help="write every file, also those that didn't change",
        )
        parser.add_argument(
            "--package",
            action="append",
            default=[],
            metavar="VENDOR/SLUG",
            help="build this one only, to look at it; can be repeated",
        )
        parser.add_argument(
            "--output",
            type=Path,
            metavar="DIR",
            help="build into this new folder, to look at it",
        )
        parser.add_argument(
            "--processes", type=int, metavar="N", help="default: cores, at most 4"
        )

    def handle(self, *, processes: int | None = None, **options: Any) -> None:
        if processes is not None and processes < 1:
            raise CommandError("--processes has to be 1 or more.", returncode=2)
        with repository_lock(), recorded("build") as run:
            with shown("packages") as progress:
                working = partial(_built, run, processes=processes, progress=progress)
                built = working(**options)
            run.counters = counters(built)
        self.stdout.write(summary(built, options["output"]))
        if told := warning(built):
            self.stderr.write(told)


def _built(
    run: Run,
    *,
    full: bool,
    package: list[str],
    output: Path | None,
    processes: int | None,
    progress: Progress,
    **options: Any,
) -> Build:
    if package or output:
        return partial_build(
            run, package, output, processes=processes, progress=progress
        )
    return build(run, full=full, processes=processes, progress=progress)
