"""What an answer about a package that isn't open, or is no more, makes of its row."""

from __future__ import annotations

from datetime import UTC, datetime, time

from packages.models import Package
from packages.models.package import State
from packages.wordpress_org.answers import Closed, ClosedForGood, Gone

NotOpen = Closed | ClosedForGood | Gone


def state_of(answer: NotOpen) -> State:
    match answer:
        case ClosedForGood():
            return State.CLOSED_FOR_GOOD
        case Closed():
            return State.CLOSED
        case Gone():
            return State.GONE


def is_change(answer: NotOpen, package: Package) -> bool:
    """Tell whether it isn't what we knew; of a package never asked for we knew nothing."""
    return package.state not in (State.NEW, state_of(answer))


def apply(answer: NotOpen, package: Package, asked_at: datetime) -> None:
    """Its texts and versions stay: projects that have it locked go on."""
    package.closed_on, package.closed_reason = None, ""
    if isinstance(answer, Closed):
        package.closed_on, package.closed_reason = answer.closed_on, answer.reason
    if package.state != state_of(answer):
        package.state_since = _since(answer, asked_at)
    package.state = state_of(answer)


def _since(answer: NotOpen, asked_at: datetime) -> datetime:
    """Return since when it has been so: what was closed years ago is seldom asked again."""
    if isinstance(answer, Closed) and answer.closed_on:
        return min(datetime.combine(answer.closed_on, time(), UTC), asked_at)
    return asked_at
