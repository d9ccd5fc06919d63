"""Ask whether packages are still what they were: it also heals what went stale."""

from __future__ import annotations

from collections import Counter

from django.db.models import Q
from django.utils import timezone

from packages.addresses import PackageType
from packages.following import due, rounds
from packages.models import Package, Run
from packages.models.package import State
from packages.progress import Progress
from packages.wordpress_org.http import Session

CHECKED = [State.OPEN, State.CLOSED, State.GONE]


def check_status(
    run: Run,
    *,
    package_type: PackageType | None = None,
    limit: int | None = None,
    concurrency: int = rounds.CONCURRENCY,
    also_not_due: bool = False,
    accept_closures: bool = False,
    session: Session,
    progress: Progress,
) -> Counter[str]:
    is_due = due.due_for_check(timezone.now())
    condition = Q(state__in=CHECKED) if also_not_due else is_due
    packages = Package.objects.of_type(package_type).filter(condition)
    return rounds.ask_about(
        rounds.subjects_of(packages, limit),
        run,
        concurrency=concurrency,
        accept_closures=accept_closures,
        session=session,
        progress=progress,
    )
