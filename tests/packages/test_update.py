"""Tests of `update`: who is asked, what is kept, and what an outage leaves alone."""

from __future__ import annotations

from typing import Any

import pytest

from packages.exceptions import PackagesError
from packages.following.closures import ImplausibleClosures
from packages.following.update import update
from packages.models import Package, Run, StatusChange
from packages.models.package import State
from packages.models.run import RunStatus
from packages.router import ALIAS
from packages.wordpress_org.http import Session, WordPressOrgDown
from tests.packages import troubles
from tests.packages.following import hours_pass, plugin, see_a_commit, states, theme
from tests.packages.machine import Machine
from tests.packages.runs import new_run, untold
from tests.packages.wordpress_org import WordPressOrg

pytestmark = pytest.mark.django_db(databases=[ALIAS])


def updated(
    org_session: Session, run: Run | None = None, **options: Any
) -> dict[str, int]:
    counts = update(run or new_run(), session=org_session, progress=untold, **options)
    return {name: number for name, number in counts.items() if number}


def asked(org: WordPressOrg) -> list[str]:
    return [received.slug for received in org.received]


def versions_of(package: Package) -> str:
    package.refresh_from_db()
    return package.current_version


def test_it_works(org: WordPressOrg, org_session: Session) -> None:
    org.add("plugin", "tea", "1.0", "1.1")
    org.add("theme", "quiet", "2.0")
    tea, quiet = plugin("tea"), theme("quiet")
    progress: list[tuple[int, int]] = []
    run = new_run()

    counts = update(
        run, session=org_session, progress=lambda *done: progress.append(done)
    )

    assert counts == {"asked": 2, "changed": 2} == run.counters
    assert (versions_of(tea), versions_of(quiet)) == ("1.1", "2.0")
    assert states() == {"quiet": "open", "tea": "open"}
    assert progress == [(1, 2), (2, 2)]
    assert updated(org_session) == {}  # nobody is due
    assert len(org.received) == 2


def test_a_commit_makes_a_package_due(org: WordPressOrg, org_session: Session) -> None:
    org.add("plugin", "tea", "1.0")
    tea = plugin("tea")
    updated(org_session)
    org.release("plugin", "tea", "1.1")

    see_a_commit()
    assert updated(org_session) == {}  # so soon nobody is asked again
    hours_pass(0.25)
    assert updated(org_session) == {"asked": 1, "changed": 1}

    assert versions_of(tea) == "1.1"


def test_those_that_waited_longest_come_first(
    org: WordPressOrg, org_session: Session
) -> None:
    for slug in ("tea", "coffee", "milk"):
        org.add("plugin", slug, "1.0")
        plugin(slug)
    updated(org_session, limit=2, concurrency=1)
    see_a_commit()
    hours_pass(1)

    assert updated(org_session, limit=2, concurrency=1) == {
        "asked": 2,
        "changed": 1,
        "unchanged": 1,
    }
    assert asked(org) == ["tea", "coffee", "milk", "tea"]


def test_one_type_is_updated(org: WordPressOrg, org_session: Session) -> None:
    org.add("plugin", "tea", "1.0")
    org.add("theme", "tea", "2.0")
    plugin("tea")
    quiet = theme("tea")

    updated(org_session, package_type="theme")

    assert versions_of(quiet) == "2.0"
    assert len(org.received) == 1


def test_packages_can_be_named(org: WordPressOrg, org_session: Session) -> None:
    for slug in ("tea", "coffee", "milk"):
        org.add("plugin", slug, "1.0")
        plugin(slug)

    updated(org_session, names=["wp-plugin/tea", "wp-plugin/milk"])

    assert sorted(asked(org)) == ["milk", "tea"]


@pytest.mark.parametrize(
    "name", ["wp-plugin/milk", "wp-theme/tea", "tea", "restart/tea"]
)
def test_a_name_that_isnt_known_is_refused(
    org: WordPressOrg, org_session: Session, name: str
) -> None:
    plugin("tea")

    with pytest.raises(PackagesError, match=f"{name}.*discover"):
        updated(org_session, names=["wp-plugin/tea", name])

    assert not org.received


def test_a_named_one_that_is_left_says_why(
    org: WordPressOrg, org_session: Session, caplog: pytest.LogCaptureFixture
) -> None:
    org.add("plugin", "tea", "1.0")
    plugin("tea")
    plugin("coffee", State.CLOSED)
    names = ["wp-plugin/tea", "wp-plugin/coffee"]
    updated(org_session)

    assert updated(org_session, names=names) == {}

    assert "wp-plugin/tea is left: it isn't due; --force" in caplog.text
    assert "wp-plugin/coffee is left: it is Closed; --include-inactive" in caplog.text


def test_force_asks_about_what_isnt_due(
    org: WordPressOrg, org_session: Session
) -> None:
    org.add("plugin", "tea", "1.0")
    plugin("tea")
    updated(org_session)

    assert updated(org_session, force=True) == {"asked": 1, "unchanged": 1}


def test_inactive_ones_are_asked_about_on_demand(
    org: WordPressOrg, org_session: Session
) -> None:
    for state in (State.CLOSED, State.GONE, State.CLOSED_FOR_GOOD):
        slug = state.replace("_", "-")
        org.add("plugin", slug, "1.0")
        plugin(slug, state)

    assert updated(org_session, force=True) == {}
    assert updated(org_session, include_inactive=True) == {"asked": 2, "reopened": 2}
    assert states() == {
        "closed": "open",
        "closed-for-good": "closed_for_good",
        "gone": "open",
    }

    by_name = ["wp-plugin/closed-for-good"]
    counts = updated(org_session, include_inactive=True, names=by_name)
    assert counts == {"asked": 1, "reopened": 1}
    assert StatusChange.objects.filter(action="reopened").count() == 3


def test_a_package_is_closed_at_the_end_of_the_run(
    org: WordPressOrg, org_session: Session
) -> None:
    org.add("plugin", "tea", "1.0")
    org.add("plugin", "coffee", "1.0")
    tea = plugin("tea")
    plugin("coffee")
    updated(org_session)
    org.close("plugin", "tea", reason="Guideline Violation")
    run = new_run()

    counts = updated(org_session, run, force=True)

    assert counts == {"asked": 2, "unchanged": 1, "closed": 1}
    assert states() == {"coffee": "open", "tea": "closed"}
    assert versions_of(tea) == "1.0"  # projects that have it go on
    change = StatusChange.objects.get()
    assert (change.package, change.reason) == (tea, "Guideline Violation")
    assert change.run == run


def many(org: WordPressOrg, org_session: Session, number: int) -> None:
    """Have so many open packages, which were asked about long ago and are due."""
    for listed in org.generate(plugins=number):
        plugin(listed.slug)
    assert updated(org_session)["changed"] == number
    hours_pass(30)
    see_a_commit()


def test_many_closures_at_once_are_refused_unless_accepted(
    org: WordPressOrg, org_session: Session
) -> None:
    many(org, org_session, 22)
    for _, slug in list(org.packages)[:21]:
        org.close("plugin", slug)

    with pytest.raises(ImplausibleClosures, match="21 of the 22"):
        updated(org_session)
    assert set(states().values()) == {"open"}

    counts = updated(org_session, accept_closures=True)  # they are still due

    assert counts["closed"] == 21
    assert list(states().values()).count("closed") == 21


def test_some_failures_are_told(
    org: WordPressOrg, org_session: Session, caplog: pytest.LogCaptureFixture
) -> None:
    many(org, org_session, 3)
    bad = next(iter(org.packages))[1]
    org.trouble = lambda received: troubles.BROKEN if received.slug == bad else None
    run = new_run()

    counts = updated(org_session, run)

    assert (counts["asked"], counts["failed"]) == (3, 1)
    assert run.status == RunStatus.COMPLETED_WITH_ERRORS
    assert f"wp-plugin/{bad}: status 500" in caplog.text


def test_more_failures_than_answers_fail_the_run(
    org: WordPressOrg, org_session: Session
) -> None:
    many(org, org_session, 3)
    closed = next(iter(org.packages))[1]
    org.close("plugin", closed)
    org.trouble = lambda received: None if received.slug == closed else troubles.BROKEN

    with pytest.raises(PackagesError, match="no answer about 2 of 3 packages"):
        updated(org_session)

    assert set(states().values()) == {"open"}


def test_an_outage_ends_the_run_and_what_was_fetched_is_kept(
    org: WordPressOrg, org_session: Session
) -> None:
    for listed in org.generate(plugins=30):
        plugin(listed.slug)
    answered = iter(range(7))
    org.trouble = lambda received: (
        troubles.BROKEN if next(answered, None) is None else None
    )
    run = new_run()

    with pytest.raises(WordPressOrgDown, match="doesn't answer"):
        updated(org_session, run, concurrency=1)

    assert list(states().values()).count("open") == 7
    assert Package.objects.filter(asked_at=None).count() > 0  # they are due at once
    assert run.counters == {"asked": 26, "changed": 7, "failed": 19}


def test_closures_of_a_run_that_ends_early_are_left_for_the_next(
    org: WordPressOrg, org_session: Session
) -> None:
    org.add("plugin", "tea", "1.0")
    tea = plugin("tea", State.OPEN)
    for number in range(20):
        plugin(f"milk-{number}")
    org.close("plugin", "tea")
    Package.objects.exclude(pk=tea.pk).update(asked_at=tea.first_seen_at)
    hours_pass(2)
    org.trouble = lambda received: None if received.slug == "tea" else troubles.BROKEN

    with pytest.raises(WordPressOrgDown):
        updated(org_session, concurrency=1)

    tea.refresh_from_db()
    assert (tea.state, tea.asked_at) == ("open", None)


def test_an_answer_that_comes_late_is_no_news(
    org: WordPressOrg, machine: Machine
) -> None:
    machine.environment |= org.environment()
    org.add("plugin", "akismet", "1.0")
    org.times(1, troubles.Drops())
    machine.manage("discover")

    process = machine.manage("update", "--limit=1")

    assert process.returncode == 0
    assert len(org.received) == 2
    assert "Retrying" not in process.stderr
