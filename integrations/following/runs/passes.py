"""
A pass over one site: ask how it is, then read what its journal has beyond our cursors.

An idle site costs one request. Each page is one transaction (changes.py), so that a pass
which is killed anywhere is gone on with from its last page.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from integrations.bridge import Bridge
from integrations.connecting import structure, two_sided_check
from integrations.exceptions import (
    NotConnected,
    SiteBadAnswer,
    SiteError,
    SiteNotActive,
    SyncOff,
)
from integrations.following import changes, jobs, journal
from integrations.following.lease import Lease
from integrations.following.page import Page
from integrations.models import JobKind, Kind, SiteIntegration, SyncedType, SyncJob
from integrations.status import Status

STRUCTURE_AGE = timedelta(hours=24)
MOST_ROWS = 500  # of a page
UNSEEDED = 1  # so far beyond its last row is a head until all objects have their rows


def check_that_it_may_run(integration: SiteIntegration) -> None:
    """Raise NotConnected, SiteNotActive or SyncOff, without asking the site."""
    if integration.credentials is None:
        raise NotConnected("The site isn't connected.")
    if not integration.site.is_active:
        raise SiteNotActive("The site is switched off.")
    known_at = integration.structure_at
    is_known = known_at is not None and known_at > timezone.now() - STRUCTURE_AGE
    if is_known and not integration.sync_is_on:
        raise SyncOff("Sync operations are off in the site's settings.")


@dataclass
class Follower:
    """
    Follows one site under a lease. `until_head` is for what a person asked for: without
    it, a type's limit ends its turn.
    """

    integration: SiteIntegration
    lease: Lease
    kind: JobKind = JobKind.CONTENT
    asked_by: int | None = None
    deadline: float = float("inf")
    until_head: bool = False
    fetch_structure: bool = False
    accept_deletions: bool = False
    on_page: Callable[[changes.Applied], None] = lambda applied: None
    held: list[str] = field(default_factory=list)  # types
    idle: list[int] = field(default_factory=list)  # types that had nothing new
    unfinished: SyncJob | None = None

    def __post_init__(self) -> None:
        self.unfinished = jobs.unfinished(self.integration, self.kind)
        if self.asked_by is not None:
            self.job()
        if self.unfinished and self.unfinished.asked_by is not None:
            self.until_head = True  # somebody waits, perhaps no longer at our door
            known_at = self.integration.structure_at
            self.fetch_structure = not known_at or known_at < self.unfinished.started_at

    def job(self) -> SyncJob:
        """Return the job; it begins when there is something to be done."""
        if self.unfinished is None or self.asked_by is not None:
            self.unfinished = jobs.begin(
                self.integration, self.kind, asked_by=self.asked_by
            )
            self.asked_by = None
        return self.unfinished

    @property
    def is_late(self) -> bool:
        return time.monotonic() >= self.deadline

    @property
    def bridge(self) -> Bridge:
        return Bridge.of(self.integration)

    def greet(self) -> Status | None:
        """
        Return how the site is, None if we doubt its journal, or raise a SiteError.

        The structure is fetched where it may be outdated: WP-Cron is only a hint.
        """
        # They may have been sealed anew since this run began.
        self.integration.refresh_from_db(fields=["credentials"])
        try:
            status = self.bridge.status()
        except SiteError as exc:
            two_sided_check.store(self.integration, exc)
            raise
        for check in two_sided_check.store(self.integration, status):
            if not check.ok:
                raise SiteBadAnswer(check.hint)
        if self.fetch_structure or self._has_other_structure(status):
            structure.fetch(self.integration)
            self.integration.refresh_from_db()
            self.lease.renew()
        self.fetch_structure = False
        if not self.integration.sync_is_on:
            raise SyncOff("Sync operations are off in the site's settings.")
        return status if journal.believe(self.integration, status, self.lease) else None

    def _has_other_structure(self, status: Status) -> bool:
        one = self.integration
        if not one.structure_at or one.structure_at < timezone.now() - STRUCTURE_AGE:
            return True
        flags = (status.plugin_connection_enabled, status.two_way_sync_enabled)
        there = one.types.filter(missing_since=None).values_list("kind", "slug")
        return flags != (one.sync_is_on, one.two_way_is_on) or (
            set(there) != set(status.heads)
        )

    def read_all(self, status: Status) -> bool:
        """Read taxonomies, then post types; return whether nothing more is to be read."""
        followed = self.integration.types.filter(enabled=True, missing_since=None)
        is_done = True
        for type_ in followed.order_by("-kind", "pk"):
            head = status.heads.get((type_.kind, type_.slug))
            if type_.reached_head and type_.cursor == head:
                self.idle.append(type_.pk)
            elif head is not None:
                is_done = self.read(type_, head) and is_done
        return is_done

    def read(self, type_: SyncedType, head: int = 0) -> bool:
        """
        Read one type to its head, its limit or the end of our time.

        An answer whose head is below one that we have seen comes from some cache.
        """
        after = type_.cursor
        left = None if self.until_head else type_.fetch_limit
        while not self.is_late:
            page = self._page(type_, after)
            if page.head < head - UNSEEDED:
                raise SiteBadAnswer("this page is older than what was said before it")
            head = page.head
            applied = changes.apply(
                page,
                type_,
                self.job(),
                self.lease,
                most=left,
                accept_deletions=self.accept_deletions,
            )
            self.on_page(applied)
            if applied.is_held:
                self.held.append(type_.slug)
                return True
            if applied.page.is_at_head:
                return True
            if left is not None:
                left -= applied.changed
            # Without rows the site is still writing its journal of what there is.
            if left == 0 or not applied.page.changes:
                return False
            # The cursor may stay behind: young rows come again in the next pass.
            after = applied.page.last
        return False

    def _page(self, type_: SyncedType, after: int) -> Page:
        kind = Kind(type_.kind)
        data = self.bridge.changes(kind, type_.slug, after=after, limit=MOST_ROWS)
        page = Page.read(data, type_, after=after, limit=MOST_ROWS)
        if page.generation != self.integration.generation:
            raise SiteBadAnswer("this page is of another journal")
        return page
