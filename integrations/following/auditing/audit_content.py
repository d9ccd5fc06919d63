"""
Does the copy agree with the site? Compares checksums, which cost little, and lists only
what differs. Mending writes nothing itself: the site's journal names the objects anew,
and the next pass brings them.
"""

from __future__ import annotations

import time
from collections import Counter
from typing import Any

from django.db import transaction

from integrations.connecting import structure
from integrations.connecting.structure import NAMES
from integrations.exceptions import SiteBadAnswer, SiteError
from integrations.following import jobs
from integrations.following.auditing.drift import Comparison, Drift
from integrations.following.lease import Lease, LeaseLost
from integrations.following.runs.passes import Follower, check_that_it_may_run
from integrations.models import JobKind, Kind, SiteIntegration, SyncedType, SyncJob
from integrations.status import Status

MOST_TOUCHED = 500
Numbers = dict[str, int]


def audit(
    integration: SiteIntegration, *, fix: bool, seconds: float = float("inf")
) -> SyncJob | None:
    """
    Compare the types that reached their head; with `fix`, mend what differs.

    Returns the job, which goes on next time where it has no more time now, or None if
    somebody else follows the site. `position["types"]` has the numbers of each type.
    Raises as run() does.
    """
    check_that_it_may_run(integration)
    lease = Lease.take(integration.pk)
    if lease is None:
        return None
    try:
        follower = Follower(
            SiteIntegration.objects.select_related("site").get(pk=integration.pk),
            lease,
            kind=JobKind.AUDIT,
            deadline=time.monotonic() + seconds,
            until_head=True,
        )
        return _audit(follower, fix=fix)
    except LeaseLost:
        return None
    finally:
        lease.release()


def _audit(follower: Follower, *, fix: bool) -> SyncJob:
    job = follower.job()
    try:
        if follower.greet() is None:
            raise SiteBadAnswer("its journal seems to be another one")
        is_done = compare_all(follower, job, fix=fix)
    except SiteError as exc:
        _finish(follower, job, error=str(exc), has_failed=True)
        raise
    if is_done:
        _finish(follower, job)
    return job


@transaction.atomic
def _finish(follower: Follower, job: SyncJob, **how: Any) -> None:
    follower.lease.renew()
    jobs.finish(job, **how)


def audit_after_gap(follower: Follower, status: Status) -> None:
    """Compare, and mend, once for each gap that the bridge knows of in its journal."""
    gap = status.journal_gap or ""
    if gap == follower.integration.audited_gap:
        return
    if not gap:
        follower.lease.renew(audited_gap=gap)
        return
    job = _begin_anew(follower, gap)
    if not compare_all(follower, job, fix=True):
        return
    with transaction.atomic():
        follower.lease.renew(audited_gap=gap)
        jobs.finish(job)


def _begin_anew(follower: Follower, gap: str) -> SyncJob:
    """What an unfinished audit has compared already was before the gap."""
    job = jobs.begin(follower.integration, JobKind.AUDIT)
    if job.position.get("gap") != gap:
        job.position = {"gap": gap}
        for name in jobs.DRIFT:
            setattr(job, name, 0)
        job.save(update_fields=["position", *jobs.DRIFT])
    return job


def compare_all(follower: Follower, job: SyncJob, *, fix: bool) -> bool:
    """Compare type after type; return whether all of them were."""
    structure.fetch(follower.integration)  # it has the number of objects of each type
    follower.integration.refresh_from_db()
    done = job.position.get("types", {})
    for type_ in follower.integration.types.filter(
        enabled=True, missing_since=None, reached_head=True
    ).order_by("-kind", "pk"):
        if _name(type_) in done:
            continue
        if follower.is_late:
            return False
        _add(follower, job, type_, _compare(follower, type_, fix=fix))
    return True


def _compare(follower: Follower, type_: SyncedType, *, fix: bool) -> Numbers:
    known = follower.integration.config_json["content_types"][NAMES[Kind(type_.kind)]]
    expected = known.get(type_.slug, {"count": 0})["count"]
    comparison = Comparison(follower, type_, expected)
    drift = {each: comparison.drift(*each) for each in comparison.differing()}
    found = Counter(kind for differ in drift.values() for kind in differ.values())
    left = sum(found.values())
    ids = [object_id for differ in drift.values() for object_id in differ]
    # What isn't read again stays left, though it would count as pending by now.
    if fix and ids and _mend(follower, type_, ids):
        left = sum(len(comparison.drift(*each)) for each in drift if drift[each])
    return {**{kind: found[kind] for kind in Drift}, "left": left}


def _mend(follower: Follower, type_: SyncedType, ids: list[int]) -> bool:
    """Let the site name these objects anew; return whether all of them were read."""
    for start in range(0, len(ids), MOST_TOUCHED):
        follower.lease.renew()
        batch = ids[start : start + MOST_TOUCHED]
        follower.bridge.touch(Kind(type_.kind), type_.slug, batch)
    type_.refresh_from_db()
    is_read = follower.read(type_)
    return is_read and type_.slug not in follower.held


@transaction.atomic
def _add(follower: Follower, job: SyncJob, type_: SyncedType, numbers: Numbers) -> None:
    """Write down the numbers of one type, so that it isn't compared again."""
    follower.lease.renew()
    job.refresh_from_db()
    for name, number in numbers.items():
        setattr(job, name, getattr(job, name) + number)
    job.position.setdefault("types", {})[_name(type_)] = numbers
    job.save(update_fields=[*numbers, "position"])


def _name(type_: SyncedType) -> str:
    return f"{type_.kind}/{type_.slug}"
