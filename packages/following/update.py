"""Fetch packages that are new, and those of which a commit was seen."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence

from django.db.models import Q
from django.utils import timezone

from packages.addresses import PackageType
from packages.exceptions import PackagesError
from packages.following import due, rounds
from packages.models import Package, Run
from packages.models.package import PackageQuerySet, State
from packages.progress import Progress
from packages.wordpress_org.http import Session

logger = logging.getLogger(__name__)


def update(
    run: Run,
    *,
    package_type: PackageType | None = None,
    names: Sequence[str] = (),
    force: bool = False,
    include_inactive: bool = False,
    limit: int | None = None,
    concurrency: int = rounds.CONCURRENCY,
    accept_closures: bool = False,
    session: Session,
    progress: Progress,
) -> Counter[str]:
    """
    Ask about what is due, or about all with `force`.

    Packages that are closed or gone need `include_inactive`; those closed for good have
    to be named as well.
    """
    packages = Package.objects.of_type(package_type)
    if names:
        packages = _named(packages, names)
    elif include_inactive:
        packages = packages.exclude(state=State.CLOSED_FOR_GOOD)
    chosen = packages.filter(_condition(force=force, inactive=include_inactive))
    if names:
        _explain(packages.exclude(pk__in=chosen.values("pk")))
    return rounds.ask_about(
        rounds.subjects_of(chosen, limit),
        run,
        concurrency=concurrency,
        accept_closures=accept_closures,
        session=session,
        progress=progress,
    )


def _condition(*, force: bool, inactive: bool) -> Q:
    now = timezone.now()
    if force:
        active = Q(state__in=[State.NEW, State.OPEN])
        return active | Q(state__in=due.INACTIVE) if inactive else active
    condition = due.due_for_update(now)
    return condition | due.due_though_inactive(now) if inactive else condition


def _named(packages: PackageQuerySet, names: Sequence[str]) -> PackageQuerySet:
    return packages.filter(pk__in=[_key(packages, name) for name in names])


def _key(packages: PackageQuerySet, name: str) -> int:
    package = packages.named(name).first()
    if package is None:
        raise PackagesError(
            f"There is no package of WordPress.org's that is called {name!r} here. "
            "Names look like wp-plugin/akismet; `discover` learns them."
        )
    return package.pk


def _explain(left: PackageQuerySet) -> None:
    """Say why packages that were named aren't asked about."""
    for package in left:
        if package.state in due.INACTIVE:
            hint = f"it is {package.get_state_display()}; --include-inactive asks"
        else:
            hint = "it isn't due; --force asks"
        logger.warning("%s is left: %s all the same.", package, hint)
