"""
One package: what WordPress.org says of it is fetched, and stored.

Threads fetch, without the database; one writer stores.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from packages.addresses import PackageType
from packages.following import closed, opened
from packages.following.storing import values_of, write_answer
from packages.models import Package, Run, StatusChange
from packages.models.package import State
from packages.models.status_change import StatusAction
from packages.router import ALIAS
from packages.wordpress_org.answers import Answer, Failure, Open
from packages.wordpress_org.api import ask
from packages.wordpress_org.http import Session


class Subject(NamedTuple):
    """What has to be known of a package to ask for it."""

    pk: int
    vendor: str
    type: PackageType
    slug: str
    state: str  # when it was chosen

    @property
    def name(self) -> str:
        return f"{self.vendor}/{self.slug}"


@dataclass(frozen=True)
class Fetched:
    subject: Subject
    asked_at: datetime
    answer: Answer


class Outcome(StrEnum):
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REOPENED = "reopened"
    CLOSED = "closed"  # or gone; it wasn't open before either
    FAILED = "failed"
    OVERTAKEN = "overtaken"  # somebody who asked later has stored what they heard
    CLOSING = "closing"  # it waits for the end of the run


def fetch(session: Session, subject: Subject) -> Fetched:
    asked_at = timezone.now()  # before: what is committed from now on may be missing
    return Fetched(subject, asked_at, ask(session, subject.type, subject.slug))


def store(batch: Sequence[Fetched], run: Run) -> list[Outcome]:
    """
    Store answers in one transaction.

    A closure isn't stored: whether it is one is decided at the end of the run.
    """
    with transaction.atomic(using=ALIAS):
        packages = Package.objects.in_bulk([fetched.subject.pk for fetched in batch])
        return [_store(each, packages[each.subject.pk], run) for each in batch]


def _store(fetched: Fetched, package: Package, run: Run) -> Outcome:
    match fetched.answer:
        case Failure():
            return _store_failure(package, fetched)
        case Open():
            return _store_open(fetched.answer, package, fetched, run)
        case answer if closed.is_change(answer, package):
            return Outcome.CLOSING
        case answer:
            is_stored = store_closed(answer, package, fetched, run)
            return Outcome.CLOSED if is_stored else Outcome.OVERTAKEN


def store_closed(
    answer: closed.NotOpen, package: Package, fetched: Fetched, run: Run
) -> bool:
    """Tell whether it was stored; a change of state is recorded with it."""
    before = values_of(package)
    is_change = closed.is_change(answer, package)
    closed.apply(answer, package, fetched.asked_at)
    package.sync_run = run
    if not write_answer(package, before, fetched.asked_at):
        return False
    if is_change:
        action = StatusAction(package.state)
        _record(package, action, run, reason=package.closed_reason)
    return True


def _store_open(answer: Open, package: Package, fetched: Fetched, run: Run) -> Outcome:
    before = values_of(package)
    opened.apply(answer, package, fetched.asked_at)
    package.sync_run = run
    if not write_answer(package, before, fetched.asked_at):
        return Outcome.OVERTAKEN
    if before["state"] not in (State.NEW, State.OPEN):
        _record(package, StatusAction.REOPENED, run)
        return Outcome.REOPENED
    is_as_before = package.input_hash == before["input_hash"]
    return Outcome.UNCHANGED if is_as_before else Outcome.CHANGED


def _store_failure(package: Package, fetched: Fetched) -> Outcome:
    """Only remember that it was asked for: an outage says nothing of a package."""
    is_stored = write_answer(package, values_of(package), fetched.asked_at)
    return Outcome.FAILED if is_stored else Outcome.OVERTAKEN


def _record(
    package: Package, action: StatusAction, run: Run, *, reason: str = ""
) -> None:
    StatusChange.objects.create(package=package, action=action, reason=reason, run=run)
