"""
A run over one site, under a lease: one pass when its turn has come, and as many as it
takes when a person asked.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from api.exceptions import DomainError
from integrations.events import record
from integrations.exceptions import SiteBadAnswer, SiteError
from integrations.following import jobs
from integrations.following.auditing.audit_content import audit_after_gap
from integrations.following.changes import Applied
from integrations.following.lease import Lease, LeaseLost
from integrations.following.runs import ending
from integrations.following.runs.passes import Follower, check_that_it_may_run
from integrations.following.runs.queue import enqueue
from integrations.models import EventType, JobKind, SiteIntegration, SyncJob

MOST_DOUBTS = 3  # in one run
PATIENCE = 5  # seconds, of somebody who waits for an answer


def run(
    integration: SiteIntegration,
    *,
    seconds: float = float("inf"),
    until_head: bool = False,
    asked_by: int | None = None,
    accept_deletions: bool = False,
    only_if: Q | None = None,
    on_page: Callable[[Applied], None] = lambda applied: None,
) -> SyncJob | None:
    """
    Follow a site until its head, its limits or the end of our time.

    Returns the job, None if somebody else follows it (or it isn't `only_if`). A pass that
    found nothing new leaves no job behind: what it returns was never saved then. Raises
    NotConnected, SiteNotActive and SyncOff, or a SiteError after writing it down.
    """
    check_that_it_may_run(integration)
    lease = Lease.take(integration.pk, only_if=only_if)
    if lease is None:
        return None
    try:
        follower = Follower(
            SiteIntegration.objects.select_related("site").get(pk=integration.pk),
            lease,
            asked_by=asked_by,
            deadline=time.monotonic() + seconds,
            until_head=until_head,
            fetch_structure=until_head,
            accept_deletions=accept_deletions,
            on_page=on_page,
        )
        return _follow(follower)
    except LeaseLost:
        return None
    except Exception:
        lease.release(next_sync_at=ending.next_turn())
        raise
    except BaseException:  # Ctrl-C: the next one needn't wait until it ends by itself
        lease.release()
        raise


def _follow(follower: Follower) -> SyncJob:
    try:
        is_done = _passes(follower)
    except SiteError as exc:
        ending.fail(follower, exc)
        raise
    except DomainError as exc:
        ending.give_up(follower, exc)
        raise
    return ending.finish(follower, is_done=is_done)


def _passes(follower: Follower) -> bool:
    """Return whether nothing more is to be read."""
    for _ in range(MOST_DOUBTS):
        while status := follower.greet():
            is_done = follower.read_all(status)
            if is_done:
                audit_after_gap(follower, status)
            if is_done or not follower.until_head or follower.is_late:
                return is_done
        if not follower.until_head:
            return False
    raise SiteBadAnswer("its journal is another one each time")


def run_for(integration: SiteIntegration, *, person: int | None) -> SyncJob:
    """
    Do what POST sync does: work for some seconds, and return the job, done or not.

    With a broker, its workers do the work. While somebody else follows the site, the job
    waits for its turn.
    """
    check_that_it_may_run(integration)
    job = jobs.begin(integration, JobKind.CONTENT, asked_by=person)
    if settings.SYNC_BROKER_URL:
        enqueue(integration.pk)
        return job
    done = run(integration, seconds=PATIENCE, until_head=True, asked_by=person)
    if done is None:
        job.refresh_from_db()
    return done or job


def accept_deletions(integration: SiteIntegration, *, by: int | None) -> int:
    """Let the deletions that are held now happen with the next pass; return of how many types."""
    held = integration.types.exclude(deletions_held_at=None)
    number = held.filter(deletions_accepted_at=None).update(
        deletions_accepted_at=timezone.now()
    )
    if number:
        SiteIntegration.objects.filter(pk=integration.pk).update(
            next_sync_at=timezone.now()
        )
        record(integration, EventType.DELETION, "accepted", details={"by": by})
    return number
