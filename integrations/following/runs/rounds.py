"""Site after site: what one can't do keeps no other from its turn."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from django.utils import timezone

from api.exceptions import DomainError
from integrations.exceptions import SiteError
from integrations.following.auditing.audit_content import audit
from integrations.following.changes import Applied
from integrations.following.schedule import is_due
from integrations.following.sync_content import run
from integrations.models import JobState, SiteIntegration, SyncJob

logger = logging.getLogger(__name__)

BUSY = "it is followed by another process at this moment; try again in a minute"
TURN_SECONDS = 20  # of one site, so that a large one keeps nobody waiting for long
NO_TIME = "there was no time left for it"
MORE = "there is more to be read; run it again"
Result = TypeVar("Result")


@dataclass(frozen=True)
class Outcome:
    """`problem` says why something is left, if anything is; `job` is what was done."""

    integration: SiteIntegration
    problem: str = ""
    job: SyncJob | None = None


def follow_due(
    integrations: Iterable[SiteIntegration],
    *,
    seconds: float,
    accept_deletions: bool = False,
    on_page: Callable[[Applied], None] = lambda applied: None,
) -> Iterator[Outcome]:
    """Give each its turn until the time is up. Others may do the same at the same time."""
    end = time.monotonic() + seconds

    def turn(one: SiteIntegration) -> SyncJob | None:
        return run(
            one,
            seconds=min(TURN_SECONDS, end - time.monotonic()),
            accept_deletions=accept_deletions,
            only_if=is_due(timezone.now()),
            on_page=on_page,
        )

    for one in integrations:
        if time.monotonic() >= end:
            yield Outcome(one, NO_TIME)
            continue
        try:
            job = _explained(turn, one)
            yield Outcome(one, "" if job is None else job.error, job)
        except DomainError:
            yield Outcome(one)  # it was disconnected or switched off meanwhile
        except _Left as exc:
            yield Outcome(one, str(exc))


def follow_one(
    one: SiteIntegration,
    *,
    seconds: float,
    accept_deletions: bool = False,
    on_page: Callable[[Applied], None] = lambda applied: None,
) -> Outcome:
    """Follow one site to its head, whether it is due or not."""

    def to_head(one: SiteIntegration) -> SyncJob | None:
        return run(
            one,
            seconds=seconds,
            until_head=True,
            accept_deletions=accept_deletions,
            on_page=on_page,
        )

    try:
        job = _explained(to_head, one)
    except (_Left, DomainError) as exc:
        return Outcome(one, str(exc))
    if job is None:
        return Outcome(one, BUSY)
    return Outcome(one, MORE if job.state == JobState.RUNNING else job.error, job)


def audit_each(
    integrations: Iterable[SiteIntegration], *, fix: bool, seconds: float
) -> Iterator[Outcome]:
    """Compare one after the other until the time is up."""
    end = time.monotonic() + seconds

    def compare(one: SiteIntegration) -> SyncJob | None:
        return audit(one, fix=fix, seconds=end - time.monotonic())

    for one in integrations:
        if time.monotonic() >= end:
            yield Outcome(one, NO_TIME)
            continue
        try:
            job = _explained(compare, one)
        except (_Left, DomainError) as exc:
            yield Outcome(one, str(exc))
            continue
        yield Outcome(one, BUSY if job is None else _what_is_left(job), job)


def _what_is_left(job: SyncJob) -> str:
    if job.state == JobState.RUNNING:
        return NO_TIME
    return f"{job.left} objects differ" if job.left else ""


class _Left(Exception):
    """Says why a site's turn failed."""


def _explained(
    turn: Callable[[SiteIntegration], Result], one: SiteIntegration
) -> Result:
    try:
        return turn(one)
    except SiteError as exc:
        raise _Left(str(exc)) from exc
    except DomainError:
        raise
    except Exception as exc:  # a mistake of ours, which the others needn't suffer from
        logger.exception("following site %d failed", one.site_id)
        raise _Left(f"{type(exc).__name__}, see the log") from exc
