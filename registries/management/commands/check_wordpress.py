from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from registries.wordpress_check import findings


class Command(BaseCommand):
    help = "Check that WordPress is set up as the API needs it, and say how to mend it."

    def handle(self, **options: Any) -> None:
        problems = 0
        for finding in findings():
            if not finding.problem:
                self.stdout.write(self.style.SUCCESS(f"ok   {finding.subject}"))
                continue
            problems += 1
            self.stdout.write(
                self.style.ERROR(f"FAIL {finding.subject}: {finding.problem}")
            )
            self.stdout.write(f"     {finding.hint}")
        if problems:
            raise CommandError(f"{problems} to mend; then run check_wordpress again.")
        self.stdout.write("WordPress is ready.")
