"""
The jobs of a site: what somebody asked for, or what took more than one turn.

One per kind is unfinished at most. A killed worker leaves it, and the next one goes on.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils import timezone

from integrations.connecting.content_types import content_types
from integrations.connecting.structure import NAMES
from integrations.events import LONGEST_MESSAGE, record
from integrations.following.changes import EVENTS_PER_JOB
from integrations.models import (
    EventType,
    JobKind,
    JobState,
    SiteIntegration,
    SyncJob,
)

NUMBERS = ("created", "updated", "deleted", "unchanged")
DRIFT = ("missing_here", "missing_there", "different", "left")


def unfinished(integration: SiteIntegration, kind: JobKind) -> SyncJob | None:
    return SyncJob.objects.filter(
        integration=integration, kind=kind, finished_at=None
    ).first()


def begin(
    integration: SiteIntegration, kind: JobKind, *, asked_by: int | None = None
) -> SyncJob:
    """Return the unfinished job, or a new one; who asks first is who asked."""
    job, is_new = SyncJob.objects.get_or_create(
        integration=integration,
        kind=kind,
        finished_at=None,
        defaults={"asked_by": asked_by},
    )
    if asked_by is not None and not is_new:
        nobody = SyncJob.objects.filter(Q(asked_by=None), pk=job.pk)
        nobody.update(asked_by=asked_by)
        job.refresh_from_db(fields=["asked_by"])
    return job


def finish(job: SyncJob, *, error: str = "", has_failed: bool = False) -> None:
    """End a job, in the caller's transaction, and keep an event of it unless it did nothing."""
    job.state = JobState.FAILED if has_failed else JobState.COMPLETED
    job.finished_at, job.error = timezone.now(), error[:LONGEST_MESSAGE]
    job.save(update_fields=["state", "finished_at", "error", "position"])
    of_content = job.kind == JobKind.CONTENT
    changed = job.created + job.updated + job.deleted
    if not of_content or changed or has_failed or job.asked_by is not None:
        record(
            job.integration,
            EventType.SYNC if of_content else EventType.AUDIT,
            job.state,
            error=error,
            job=job,
            details={x: getattr(job, x) for x in (NUMBERS if of_content else DRIFT)},
            duration_ms=int((job.finished_at - job.started_at).total_seconds() * 1000),
        )
    if job.deleted > EVENTS_PER_JOB:
        number = job.deleted - EVENTS_PER_JOB
        details = {"number": number}
        record(
            job.integration,
            EventType.DELETION,
            "deleted_more",
            job=job,
            details=details,
        )


def progress(job: SyncJob) -> dict[str, Any]:
    """Return the data of POST sync: the job, and how much of each type is here."""
    types = content_types(job.integration)
    counts = {
        name: {
            slug: {key: entry[key] for key in ("synced_count", "count")}
            for slug, entry in types[name].items()
        }
        for name in NAMES.values()
    }
    numbers = {name: getattr(job, name) for name in NUMBERS}
    told = {"id": job.pk, "state": job.state, **numbers}
    return {"job": {**told, "types": counts, "error": job.error}}
