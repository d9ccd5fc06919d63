from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from packages.builds.integrity import verify
from packages.deployment.cleanup import LEAST_RETAINED, cleanup
from packages.deployment.current import current_manifest
from packages.deployment.deploy import Deployment, cleanup_preview, summary
from packages.exceptions import PackagesError
from packages.operations.interruptions import interruptible
from packages.operations.locks import repository_lock
from packages.operations.progress import shown
from packages.operations.runs import recorded


class Command(BaseCommand):
    help = "Serve a build: the newest one, another one, or what was served before."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "id", nargs="?", metavar="ID", help="of a build; default: the newest"
        )
        parser.add_argument(
            "--rollback",
            nargs="?",
            const="",
            metavar="ID",
            help="serve what this build had, or the one that was served before, without "
            "what was closed since; it holds until the next `deploy`",
        )
        parser.add_argument(
            "--verify", action="store_true", help="read every file of the build first"
        )
        parser.add_argument(
            "--cleanup", action="store_true", help="delete old builds afterwards"
        )
        parser.add_argument(
            "--retain",
            type=int,
            metavar="N",
            help=f"builds that --cleanup keeps beside the served one; at least, and by "
            f"default, {LEAST_RETAINED}",
        )
        parser.add_argument(
            "--accept-closures",
            action="store_true",
            help="serve it even if it has far fewer packages than what is served",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be done"
        )

    def handle(self, **options: Any) -> None:
        _refuse_misuse(options)
        rollback = options["rollback"]
        wanted = Deployment(
            build_id=options["id"] or rollback or None,
            is_rollback=rollback is not None,
            accept_closures=options["accept_closures"],
        )
        if options["dry_run"]:
            self._tell(wanted, options)
        else:
            self._deploy(wanted, options)

    def _deploy(self, wanted: Deployment, options: dict[str, Any]) -> None:
        with repository_lock(), recorded("deploy") as run:
            served = current_manifest()
            if options["verify"]:
                _verify(wanted)
            with shown("packages") as progress:
                promotion = wanted.carry_out(run, progress)
            run.counters = {"changed_files": promotion.changed_files}
            for line in summary(promotion, served.rollback_of if served else ""):
                self.stdout.write(line)
            if options["cleanup"]:
                deleted = cleanup(options["retain"] or LEAST_RETAINED)
                run.counters["deleted_builds"] = len(deleted)
                self.stdout.write(f"Deleted builds: {', '.join(deleted) or 'none'}.")

    def _tell(self, wanted: Deployment, options: dict[str, Any]) -> None:
        """Write nothing: neither a Run nor a log file."""
        with interruptible():
            try:
                if options["verify"]:
                    _verify(wanted)
                self.stdout.write(wanted.preview())
                if options["cleanup"]:
                    retain = options["retain"] or LEAST_RETAINED
                    self.stdout.write(cleanup_preview(wanted.source(), retain))
            except PackagesError as exc:
                raise CommandError(str(exc)) from exc


def _verify(wanted: Deployment) -> None:
    with shown("files") as progress:
        verify(wanted.source(), progress)


def _refuse_misuse(options: dict[str, Any]) -> None:
    if options["id"] and options["rollback"] is not None:
        raise CommandError(
            "Name the build once: `deploy ID` or `deploy --rollback ID`.", returncode=2
        )
    retain = options["retain"]
    if retain is not None and not options["cleanup"]:
        raise CommandError("--retain is about --cleanup: use both.", returncode=2)
    if retain is not None and retain < LEAST_RETAINED:
        raise CommandError(
            f"--retain has to be {LEAST_RETAINED} or more.", returncode=2
        )
