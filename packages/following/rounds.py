"""Many packages are asked about by threads; one writer stores what they hear."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from functools import partial

from django.db import transaction

from packages.exceptions import PackagesError
from packages.following import due
from packages.following.closures import Closures
from packages.following.refresh import Fetched, Outcome, Subject, fetch, store
from packages.following.threads import in_threads
from packages.models import Run
from packages.models.package import PackageQuerySet, State
from packages.models.run import RunStatus
from packages.progress import Progress
from packages.router import ALIAS
from packages.wordpress_org.answers import Failure
from packages.wordpress_org.http import Session

COMMIT = 100  # packages

logger = logging.getLogger(__name__)


def subjects_of(packages: PackageQuerySet, limit: int | None) -> list[Subject]:
    """Return those that waited longest, in the order in which they are asked about."""
    rows = due.in_turn(packages)[:limit].values_list(*Subject._fields)
    return list(map(Subject._make, rows))


def ask_about(
    subjects: Sequence[Subject],
    run: Run,
    *,
    concurrency: int,
    accept_closures: bool,
    session: Session,
    progress: Progress,
) -> Counter[str]:
    """
    Refresh packages. What ends it early leaves closures, and what wasn't asked, due.

    Raises PackagesError when more than half had no answer, or closures are implausible.
    """
    writer = _Writer(run)
    ask = partial(fetch, session)
    try:
        with closing(in_threads(ask, subjects, concurrency)) as answers:
            for done, fetched in enumerate(answers, 1):
                writer.add(fetched)
                progress(done, len(subjects))
    finally:
        writer.commit()
    writer.refuse_many_failures()
    writer.write_closures(accept=accept_closures)
    return writer.counts


class _Writer:
    def __init__(self, run: Run) -> None:
        self.counts = Counter[str]()
        self._run = run
        self._waiting: list[Fetched] = []
        self._closures = Closures()

    def add(self, fetched: Fetched) -> None:
        self._closures.asked += fetched.subject.state == State.OPEN
        if isinstance(fetched.answer, Failure):
            logger.warning("%s: %s", fetched.subject.name, fetched.answer.reason)
        self._waiting.append(fetched)
        if len(self._waiting) >= COMMIT:
            self.commit()

    def commit(self) -> None:
        waiting, self._waiting = self._waiting, []
        with transaction.atomic(using=ALIAS):
            outcomes = [store(fetched, self._run) for fetched in waiting]
        for fetched, outcome in zip(waiting, outcomes, strict=True):
            if outcome == Outcome.CLOSING:
                self._closures.add(fetched)
        self._count(["asked"] * len(outcomes) + [each.value for each in outcomes])

    def refuse_many_failures(self) -> None:
        failed, asked = self.counts[Outcome.FAILED], self.counts["asked"]
        if failed > asked / 2:
            raise PackagesError(
                f"WordPress.org gave no answer about {failed:,} of {asked:,} packages; "
                "the log says why. What it did answer is stored, but no closure. Run "
                "the command again later: the rest is still due."
            )
        if failed:
            self._run.status = RunStatus.COMPLETED_WITH_ERRORS

    def write_closures(self, *, accept: bool) -> None:
        written = self._closures.write(self._run, accept=accept)
        del self.counts[Outcome.CLOSING]
        self._count(written.elements())

    def _count(self, outcomes: Iterable[str]) -> None:
        self.counts.update(outcomes)
        self._run.counters = dict(self.counts)
