from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from packages.configuration import addresses, sources
from packages.exceptions import PackagesError
from packages.operations.runs import recorded
from packages.wordpress_org.expectations import Finding, findings
from packages.wordpress_org.http import Session


class Command(BaseCommand):
    help = "Ask WordPress.org what this app takes for granted of it."

    def handle(self, **options: Any) -> None:
        with (
            recorded("check_wordpress_org") as run,
            Session(sources()) as session,
        ):
            run.counters = {"ok": 0, "failed": 0}
            for finding in findings(session, addresses()):
                self._tell(finding)
                run.counters["failed" if finding.problem else "ok"] += 1
            if failed := run.counters["failed"]:
                raise PackagesError(
                    f"{failed} failed. If WordPress.org isn't down, it has changed: "
                    "don't run `pipeline` before this app knows the change."
                )
        self.stdout.write("WordPress.org answers as expected.")

    def _tell(self, finding: Finding) -> None:
        if finding.problem:
            line = f"FAIL {finding.subject}: {finding.problem}"
            self.stdout.write(self.style.ERROR(line))
        else:
            self.stdout.write(self.style.SUCCESS(f"ok   {finding.subject}"))
