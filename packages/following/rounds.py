"""Many packages are asked about by threads; one writer stores what they hear."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from functools import partial

from packages.following import due
from packages.following.closures import Closures
from packages.following.failures import judge_failures
from packages.following.refresh import Fetched, Outcome, Subject, fetch, store
from packages.following.threads import batches, in_threads
from packages.models import Run
from packages.models.package import PackageQuerySet
from packages.progress import Progress
from packages.wordpress_org.answers import Failure
from packages.wordpress_org.http import Session

CONCURRENCY = 20  # threads that ask, unless somebody says otherwise

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
    with closing(in_threads(ask, subjects, concurrency, progress)) as answers:
        for batch in batches(answers):
            writer.write(batch)
    counts = writer.counts
    judge_failures(counts[Outcome.FAILED], counts["asked"], run)
    writer.write_closures(accept=accept_closures)
    return counts


class _Writer:
    def __init__(self, run: Run) -> None:
        self.counts = Counter[str]()
        self._run = run
        self._closures = Closures()

    def write(self, batch: list[Fetched]) -> None:
        outcomes = store(batch, self._run)
        for fetched, outcome in zip(batch, outcomes, strict=True):
            self._closures.asked[fetched.subject.state] += 1
            if outcome == Outcome.CLOSING:
                self._closures.add(fetched)
            if isinstance(fetched.answer, Failure):
                logger.warning("%s: %s", fetched.subject.name, fetched.answer.reason)
        self._count(["asked"] * len(batch))
        self._count(outcomes)

    def write_closures(self, *, accept: bool) -> None:
        written = self._closures.write(self._run, accept=accept)
        del self.counts[Outcome.CLOSING]
        self._count(written.elements())

    def _count(self, outcomes: Iterable[str]) -> None:
        self.counts.update(map(str, outcomes))
        self._run.counters = dict(self.counts)
