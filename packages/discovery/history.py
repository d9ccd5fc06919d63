"""When the versions of packages were released, before we began to look."""

from __future__ import annotations

import logging
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from functools import partial

import orjson
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from packages.addresses import PackageType
from packages.discovery.commits import later_times
from packages.following.failures import judge_failures
from packages.following.refresh import Subject
from packages.following.storing import values_of, write
from packages.following.threads import batches, in_threads
from packages.models import Package, Run
from packages.models.package import State
from packages.progress import Progress
from packages.router import ALIAS
from packages.versions.version_list import as_json, from_json
from packages.wordpress_org import svn
from packages.wordpress_org.http import Session
from packages.wordpress_org.log_changes import Tags
from packages.wordpress_org.xml import UnreadableAnswer

LIMIT = 500
THREADS = 10

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Found:
    subject: Subject
    tag_times: Tags
    trunk_revision: int | None


@dataclass(frozen=True)
class _Nothing:
    subject: Subject
    problem: str


def backfill_history(
    run: Run,
    *,
    package_type: PackageType | None = None,
    limit: int = LIMIT,
    session: Session,
    progress: Progress,
) -> Counter[str]:
    """Ask Subversion for the dates of tags, of the most installed packages first."""
    counts = Counter[str]()
    subjects = _without_history(package_type, limit)
    fetch = partial(_fetch, session)
    with closing(in_threads(fetch, subjects, THREADS, progress)) as found:
        for batch in batches(found):
            with transaction.atomic(using=ALIAS):
                counts.update(map(_store, batch))
            run.counters = dict(counts)
    judge_failures(counts["failed"], counts.total(), run)
    return counts


def _without_history(package_type: PackageType | None, limit: int) -> list[Subject]:
    """Return packages that have versions to show, without those that are no more."""
    packages = (
        Package.objects.of_type(package_type)
        .filter(history_at=None)
        .exclude(first_open_at=None)
        .exclude(state=State.GONE)
        .order_by(F("installs_total").desc(), F("active_installs").desc(), "pk")
    )
    return list(map(Subject._make, packages.values_list(*Subject._fields)[:limit]))


def _fetch(session: Session, subject: Subject) -> _Found | _Nothing:
    try:
        times = svn.tag_times(session, subject.type, subject.slug)
        is_plugin = subject.type == "plugin"
        trunk = svn.trunk_revision(session, subject.slug) if is_plugin else None
    except UnreadableAnswer as problem:
        return _Nothing(subject, str(problem))
    return _Found(subject, times, trunk)


def _store(found: _Found | _Nothing) -> str:
    """Store a history, in the caller's transaction; return how it is counted."""
    if isinstance(found, _Nothing):
        logger.warning("%s: %s", found.subject.name, found.problem)
        return "failed"
    package = Package.objects.get(pk=found.subject.pk)
    before = values_of(package)
    package.tag_times = later_times(package.tag_times, found.tag_times)
    package.versions = _dated(package)
    trunk = max(package.trunk_revision or 0, found.trunk_revision or 0)
    package.trunk_revision = trunk or None
    package.history_at = timezone.now()
    write(package, before)
    return "dated"


def _dated(package: Package) -> str:
    times: Tags = orjson.loads(package.tag_times)
    return as_json(
        kept._replace(time=times.get(kept.version, kept.time))
        for kept in from_json(package.versions)
    )
