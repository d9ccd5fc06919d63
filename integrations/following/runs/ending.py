"""What is written down of a run, however it ends, and when the site's turn is again."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from api.exceptions import DomainError
from integrations.events import record
from integrations.exceptions import SiteError, SiteUnavailable
from integrations.following import jobs
from integrations.following.runs.passes import Follower
from integrations.models import (
    EventType,
    JobState,
    SiteIntegration,
    SyncedType,
    SyncJob,
)

FIRST_PAUSE = timedelta(minutes=1)  # after a failure; each further one doubles it
LONGEST_PAUSE = timedelta(hours=6)
HELD = (
    "Deletions of %s are held: the site has less than half of what we have. If that is "
    "right, accept the deletions."
)


@transaction.atomic
def finish(follower: Follower, *, is_done: bool) -> SyncJob:
    """End a run that met no error. What nobody asked for and did nothing is never saved."""
    now = timezone.now()
    # A journal that is doubted was not read.
    follower.lease.renew(
        **({} if follower.integration.doubt else {"last_synced_at": now})
    )
    SyncedType.objects.filter(pk__in=follower.idle).update(last_synced_at=now)
    if not is_done and follower.is_late:
        follower.job()  # there may be more, for which nobody had time
    job = follower.unfinished or _idle(follower.integration, now)
    if is_done and job.pk:
        held = ", ".join(follower.held)
        jobs.finish(job, error=HELD % held if held else "")
    soon = now + FIRST_PAUSE  # ask again, whether it is another journal
    at = soon if follower.integration.doubt else next_turn()
    follower.lease.release(next_sync_at=at)
    return job


def _idle(integration: SiteIntegration, now: datetime) -> SyncJob:
    return SyncJob(integration=integration, state=JobState.COMPLETED, finished_at=now)


def next_turn() -> datetime:
    return timezone.now() + timedelta(seconds=settings.SYNC_INTERVAL)


@transaction.atomic
def fail(follower: Follower, error: SiteError) -> None:
    """End a run that a site's error ended."""
    now = timezone.now()
    follower.lease.renew()
    follower.integration.refresh_from_db(fields=["check_failures"])
    if follower.unfinished:
        jobs.finish(follower.unfinished, error=str(error), has_failed=True)
    elif not follower.integration.check_failures:  # else the check has its own event
        record(follower.integration, EventType.SYNC, "failed", error=str(error))
    follower.lease.release(next_sync_at=now + _pause(follower.integration, error))


@transaction.atomic
def give_up(follower: Follower, reason: DomainError) -> None:
    """End a run in a site that may not be followed any more; nobody waits for it then."""
    follower.lease.renew()
    if follower.unfinished:
        jobs.finish(follower.unfinished, error=str(reason), has_failed=True)
    follower.lease.release(next_sync_at=next_turn())


def _pause(integration: SiteIntegration, error: SiteError) -> timedelta:
    """A site that doesn't answer is asked less and less often."""
    failures = integration.check_failures
    pause = timedelta(seconds=settings.SYNC_INTERVAL)
    if failures:
        pause = min(FIRST_PAUSE * 2 ** min(failures - 1, 20), LONGEST_PAUSE)
    if isinstance(error, SiteUnavailable):
        pause = max(pause, timedelta(seconds=error.retry_after))
    return pause
