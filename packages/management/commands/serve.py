from __future__ import annotations

import os
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from packages.exceptions import PackagesError


class Command(BaseCommand):
    help = "Serve all pages with gunicorn."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--bind",
            metavar="ADDRESS",
            help="HOST:PORT or unix:PATH; default: what gunicorn.conf.py says",
        )
        parser.add_argument(
            "--with-scheduler",
            action="store_true",
            help="run the regular commands of packages, too",
        )

    def handle(
        self, *, bind: str | None = None, with_scheduler: bool = False, **options: Any
    ) -> None:
        os.chdir(settings.BASE_DIR)  # gunicorn.conf.py is there
        command = [sys.executable, "-m", "gunicorn", "restart_registry.wsgi"]
        command += ["--bind", bind] if bind else []
        if not with_scheduler:
            os.execv(sys.executable, command)  # noqa: S606 -- no shell is meant
        from packages.operations.scheduler import supervise
        from packages.operations.timetable import TIMETABLE

        try:
            supervise(command, TIMETABLE)
        except PackagesError as exc:
            raise CommandError(str(exc)) from exc
