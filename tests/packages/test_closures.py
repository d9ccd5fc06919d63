"""Tests of when closures are believed, and that all of a run are written or none."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from packages.following.closures import Closures, ImplausibleClosures
from packages.following.refresh import Fetched
from packages.models import Package, Run, StatusChange
from packages.models.package import State
from packages.router import ALIAS
from packages.wordpress_org.answers import Answer, Closed, ClosedForGood, Gone
from tests.packages.following import fetched, plugin

pytestmark = pytest.mark.django_db(databases=[ALIAS])

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
CLOSED = Closed(NOW.date(), "Security Issue")


def found(package: Package, answer: Answer) -> Fetched:
    return fetched(package, answer, NOW)


def of_many(
    closing: int,
    *,
    asked: int,
    state: State = State.OPEN,
    answer: Answer = CLOSED,
) -> Closures:
    closures = Closures(Counter({state: asked}))
    for number in range(closing):
        closures.add(found(plugin(f"tea-{number}", state), answer))
    return closures


def states() -> set[str]:
    return set(Package.objects.values_list("state", flat=True))


@pytest.mark.parametrize(
    ("answer", "state", "reason"),
    [
        (CLOSED, "closed", "Security Issue"),
        (ClosedForGood(None, "Author Request"), "closed_for_good", "Author Request"),
        (Gone(), "gone", ""),
    ],
)
def test_a_closure_is_written_and_recorded(
    answer: Answer, state: str, reason: str, run: Run
) -> None:
    closures = Closures()
    closures.add(found(plugin(state=State.OPEN), answer))

    assert closures.write(run) == {state: 1}

    tea = Package.objects.get()
    assert (tea.state, tea.closed_reason, tea.asked_at) == (state, reason, NOW)
    assert tea.sync_run == run
    change = StatusChange.objects.get()
    assert (change.package, change.action, change.run) == (tea, state, run)
    assert change.reason == reason


@pytest.mark.parametrize(
    ("closing", "asked", "are_written"),
    [
        (20, 20, True),  # few
        (21, 419, False),  # more than 20 and more than 5 %
        (21, 420, True),  # exactly 5 %
        (21, 21, False),
    ],
)
def test_many_at_once_are_not_believed(
    closing: int, asked: int, are_written: bool, run: Run
) -> None:
    closures = of_many(closing, asked=asked)

    if not are_written:
        with pytest.raises(ImplausibleClosures, match=f"{closing} of the {asked} open"):
            closures.write(run)
        assert states() == {"open"}
        assert not StatusChange.objects.exists()
        assert not Package.objects.exclude(asked_at=None).exists()  # still due
    else:
        assert closures.write(run) == {"closed": closing}
        assert states() == {"closed"}


def test_an_operator_may_accept_them(run: Run) -> None:
    assert of_many(21, asked=21).write(run, accept=True) == {"closed": 21}
    assert StatusChange.objects.count() == 21


def test_other_changes_dont_count_but_wait_with_the_rest(run: Run) -> None:
    closures = of_many(21, asked=0, state=State.GONE)
    assert closures.write(run) == {"closed": 21}

    closures = Closures(Counter(open=21))
    for number in range(21):
        closures.add(found(plugin(f"coffee-{number}", State.OPEN), CLOSED))
    closures.add(found(plugin("milk", State.CLOSED), Gone()))
    with pytest.raises(ImplausibleClosures):
        closures.write(run)
    assert Package.objects.get(slug="milk").state == "closed"


def test_many_closed_ones_that_are_gone_at_once_are_not_believed(run: Run) -> None:
    closures = of_many(21, asked=21, state=State.CLOSED, answer=Gone())

    with pytest.raises(ImplausibleClosures, match="21 of the 21 closed packages"):
        closures.write(run)

    assert states() == {"closed"}


def test_who_was_asked_later_stays_as_they_said(run: Run) -> None:
    tea = plugin(state=State.OPEN)
    closures = Closures()
    closures.add(found(tea, CLOSED))
    Package.objects.update(asked_at=NOW + timedelta(seconds=1))

    assert closures.write(run) == {"overtaken": 1}

    assert states() == {"open"}
    assert not StatusChange.objects.exists()


def test_what_another_run_closed_meanwhile_is_recorded_once(run: Run) -> None:
    tea = plugin(state=State.OPEN)
    closures = Closures()
    closures.add(found(tea, CLOSED))
    Package.objects.update(state=State.CLOSED, asked_at=NOW - timedelta(seconds=1))

    assert closures.write(run) == {"closed": 1}

    assert not StatusChange.objects.exists()
