"""
Follow WordPress.org's Subversion: its list of folders, and its log from where it was read last.

A watermark moves in the transaction of what was read, and only if no other process moved it.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Collection, Sequence

from django.db import transaction

from packages.addresses import PackageType
from packages.discovery import new_rows, watermarks
from packages.discovery.commits import write_changes
from packages.exceptions import PackagesError
from packages.models import Run
from packages.progress import Progress
from packages.router import ALIAS
from packages.wordpress_org import svn
from packages.wordpress_org.http import Session
from packages.wordpress_org.log_changes import LogChanges
from packages.wordpress_org.xml import UnreadableAnswer

logger = logging.getLogger(__name__)


def follow(
    types: Sequence[PackageType],
    run: Run,
    *,
    limit: int | None,
    session: Session,
    progress: Progress,
) -> Counter[str]:
    follower = _Follower(run, limit, session)
    steps = [read for each in types for read in follower.steps(each)]
    for done, read in enumerate(steps, 1):
        follower.attempt(read)
        progress(done, len(steps))
    follower.raise_problems()
    return follower.counts


class _Follower:
    def __init__(self, run: Run, limit: int | None, session: Session) -> None:
        self.counts = Counter[str]()
        self._run = run
        self._limit = limit
        self._session = session
        self._problems: list[UnreadableAnswer] = []

    def steps(self, package_type: PackageType) -> list[Callable[[], None]]:
        return [
            lambda: self._read_listing(package_type),
            lambda: self._read_log(package_type),
        ]

    def attempt(self, read: Callable[[], None]) -> None:
        try:
            read()
        except UnreadableAnswer as problem:
            logger.error("%s", problem)
            self._problems.append(problem)

    def raise_problems(self) -> None:
        if self._problems:
            told = "\n".join(map(str, self._problems))
            raise PackagesError(
                f"WordPress.org's Subversion couldn't be read:\n{told}\nWhat was read "
                "before is kept. Run the command again later: it goes on from there."
            )

    def _read_listing(self, package_type: PackageType) -> None:
        """Read it where nothing was read before, then once a day: the log may skip a name."""
        log, listing = watermarks.log(package_type), watermarks.listing(package_type)
        if watermarks.value(log) is not None and watermarks.is_fresh(listing):
            return
        found = svn.names(self._session, package_type)
        self._count(Counter(), found.unnameable)
        for names in new_rows.batches(found.names):
            with transaction.atomic(using=ALIAS):  # a long one would stop all others
                self._add(package_type, names)
        with transaction.atomic(using=ALIAS):
            self._add(package_type, found.names)
            if self._limit is None:
                watermarks.begin(log, found.revision)
                watermarks.put(listing, found.revision)

    def _add(self, package_type: PackageType, names: Sequence[str]) -> None:
        new = new_rows.add(package_type, names, most=self._most())
        self._count(Counter(new=new))

    def _read_log(self, package_type: PackageType) -> None:
        after = watermarks.value(watermarks.log(package_type))
        if after is None:
            return  # the listing couldn't be read, or there is a limit
        for changes in svn.log(self._session, package_type, after):
            if not self._write(changes, after):
                return
            after = changes.highest

    def _write(self, changes: LogChanges, after: int) -> bool:
        """Tell whether to read on: not after a trial, nor beside another process."""
        mark = watermarks.log(changes.package_type)
        with transaction.atomic(using=ALIAS):
            if self._limit is None and not watermarks.move(
                mark, before=after, to=changes.highest
            ):
                logger.info("Another process reads %s, too.", mark)
                return False
            counts = write_changes(changes, most=self._most())
        self._count(counts, changes.unnameable)
        return self._limit is None

    def _most(self) -> int | None:
        return None if self._limit is None else self._limit - self.counts["new"]

    def _count(self, counts: Counter[str], unnameable: Collection[str] = ()) -> None:
        self.counts.update(counts)
        new_rows.report_unnameable(unnameable, self.counts)
        self._run.counters = dict(self.counts)
