"""Tests of what an answer makes of a package's row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import orjson
import pytest

from packages.following.refresh import Outcome, store
from packages.models import Package, Run, StatusChange
from packages.models.package import State
from packages.router import ALIAS
from packages.wordpress_org.answers import (
    Answer,
    Closed,
    ClosedForGood,
    Failure,
    Gone,
    Open,
)
from tests.packages.answers import ZIP, opened
from tests.packages.following import fetched, plugin, theme

pytestmark = pytest.mark.django_db(databases=[ALIAS])

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
CLOSED = Closed(closed_on=date(2026, 11, 27), reason="Security Issue")


def zips(*versions: str) -> dict[str, str]:
    return {version: ZIP.replace("1.0", version) for version in versions}


def told(package: Package, answer: Answer, run: Run, at: datetime = NOW) -> Outcome:
    """Store an answer that was asked for at a time, and read the row again."""
    [outcome] = store([fetched(package, answer, at)], run)
    package.refresh_from_db()
    return outcome


def versions(package: Package) -> list[dict[str, str]]:
    found: list[dict[str, str]] = orjson.loads(package.versions)
    return found


def test_a_new_package_gets_what_the_directory_says(run: Run) -> None:
    tea = plugin()

    assert told(tea, opened(), run) == Outcome.CHANGED

    assert (tea.state, tea.display_name, tea.author) == (
        "open",
        "Tea & Biscuits",
        "Ada <3",
    )
    assert (tea.active_installs, tea.downloads, tea.rating) == (50000, 123456, 96)
    assert tea.first_open_at == tea.synced_at == tea.asked_at == tea.state_since == NOW
    assert tea.last_updated == datetime(2026, 1, 2, 15, 4, tzinfo=UTC)
    assert versions(tea) == [
        {"version": "1.0", "time": "2026-01-02T15:04:00+00:00", "php": "8.1"}
    ]
    assert (tea.current_version, tea.pending, tea.dropped_versions) == ("1.0", "", 1)
    assert orjson.loads(tea.dropped) == {
        "trunk": "it is trunk, which is dev-trunk here"
    }
    assert tea.sync_run == run
    assert not StatusChange.objects.exists()


def test_the_hash_follows(run: Run) -> None:
    tea = plugin()
    told(tea, opened(), run)
    before = tea.input_hash

    assert told(tea, opened(downloaded=5), run, NOW + HOUR) == Outcome.UNCHANGED
    assert (tea.downloads, tea.input_hash) == (5, before)

    assert told(tea, opened(author="Bob"), run, NOW + 2 * HOUR) == Outcome.CHANGED
    assert tea.input_hash != before
    expected = Package.objects.get(pk=tea.pk)
    expected.set_input_hash()
    assert tea.input_hash == expected.input_hash


def test_a_later_version_is_as_old_as_our_sight_of_it(run: Run) -> None:
    tea = plugin()
    told(tea, opened(), run)

    told(tea, opened(version="1.1", versions=zips("1.0", "1.1")), run, NOW + DAY)

    times = {each["version"]: each["time"] for each in versions(tea)}
    assert times == {
        "1.1": "2026-11-29T12:00:00+00:00",
        "1.0": "2026-01-02T15:04:00+00:00",
    }


def test_the_log_knows_better_when_a_version_was_released(run: Run) -> None:
    tea = plugin(tag_times='{"1.0":"2020-01-01T00:00:00+00:00"}')

    told(tea, opened(), run)

    assert versions(tea)[0]["time"] == "2020-01-01T00:00:00+00:00"


def test_the_highest_of_what_is_pending_is_shown(run: Run) -> None:
    tea = plugin()

    told(tea, opened(versions=zips("1.0", "1.9", "1.10")), run)

    assert (tea.current_version, tea.pending) == ("1.0", "1.10")


def test_a_text_as_long_as_an_answer_isnt_kept(run: Run) -> None:
    tea = plugin()

    told(tea, opened(versions={**zips("1.0"), "1" * 1_000_000: ZIP}), run)

    assert len(tea.dropped) < 200
    assert tea.dropped_versions == 1


@pytest.mark.parametrize("when", ["2026-01-01 10:00:00", None, "soon"])
def test_the_directorys_date_only_moves_forward(run: Run, when: str | None) -> None:
    tea = plugin()
    told(tea, opened(), run)
    before = tea.last_updated

    told(tea, opened(last_updated=when), run, NOW + HOUR)

    assert tea.last_updated == before


def test_a_date_in_the_future_is_now(run: Run) -> None:
    tea = plugin()

    told(tea, opened(last_updated="2099-01-01"), run)

    assert tea.last_updated == NOW


def test_what_is_older_never_replaces_what_is_newer(run: Run) -> None:
    tea = plugin()
    told(tea, opened(version="1.1", versions=zips("1.1")), run)

    for answer in (opened(), Failure("status 500")):
        assert told(tea, answer, run, NOW - HOUR) == Outcome.OVERTAKEN
        assert told(tea, answer, run, NOW) == Outcome.OVERTAKEN

    assert (tea.current_version, tea.asked_at) == ("1.1", NOW)


@pytest.mark.parametrize("state", ["new", "open", "closed", "gone"])
def test_a_failure_changes_only_when_it_was_asked(state: str, run: Run) -> None:
    tea = plugin(
        state=State(state), author="Ada", versions='[{"version":"1","time":"x"}]'
    )
    before = dict(Package.objects.values().get())

    assert told(tea, Failure("status 500"), run) == Outcome.FAILED

    after = dict(Package.objects.values().get())
    differing = {name for name, value in after.items() if value != before[name]}
    assert differing == {"asked_at", "input_hash"}


@pytest.mark.parametrize(
    ("answer", "state", "reason"),
    [
        (CLOSED, "closed", "Security Issue"),
        (ClosedForGood(None, "Author Request"), "closed_for_good", "Author Request"),
        (Gone(), "gone", ""),
    ],
)
def test_a_package_that_was_never_open_is_closed_at_once(
    answer: Answer, state: str, reason: str, run: Run
) -> None:
    tea = plugin()

    assert told(tea, answer, run) == Outcome.CLOSED

    assert (tea.state, tea.closed_reason) == (state, reason)
    assert (tea.first_open_at, tea.synced_at) == (None, None)
    assert not StatusChange.objects.exists()  # nothing happened; we only learned of it


def test_what_was_closed_long_ago_has_been_so_since(run: Run) -> None:
    tea, coffee = plugin(), plugin(slug="coffee")

    told(tea, CLOSED, run)
    told(coffee, Closed(date(2099, 1, 1), ""), run)

    assert tea.state_since == datetime(2026, 11, 27, tzinfo=UTC)
    assert coffee.state_since == NOW


@pytest.mark.parametrize("answer", [CLOSED, ClosedForGood(None, ""), Gone()])
def test_the_closure_of_an_open_package_waits(answer: Answer, run: Run) -> None:
    tea = plugin()
    told(tea, opened(), run)
    before = Package.objects.values().get()

    assert told(tea, answer, run, NOW + HOUR) == Outcome.CLOSING

    assert Package.objects.values().get() == before


def test_a_package_that_is_still_closed_keeps_its_day(run: Run) -> None:
    tea = plugin()
    told(tea, CLOSED, run)
    since = tea.state_since

    assert told(tea, replace(CLOSED, reason="Other"), run, NOW + DAY) == Outcome.CLOSED

    assert (tea.state_since, tea.closed_reason) == (since, "Other")
    assert tea.asked_at == NOW + DAY


@pytest.mark.parametrize("state", ["closed", "closed_for_good", "gone"])
def test_what_is_open_again_is_open_at_once(state: str, run: Run) -> None:
    tea = plugin(
        state=State(state),
        closed_on=date(2026, 1, 1),
        closed_reason="Security Issue",
        first_open_at=NOW - DAY,
        changed_at=NOW - HOUR,
    )

    assert told(tea, opened(versions=zips("1.0", "2.0")), run) == Outcome.REOPENED

    assert (tea.state, tea.closed_on, tea.closed_reason) == ("open", None, "")
    assert tea.synced_at == tea.state_since == NOW
    assert tea.first_open_at == NOW - DAY
    change = StatusChange.objects.get()
    assert (change.package, change.action, change.run) == (tea, "reopened", run)


def synced_at(package: Package, answer: Open, run: Run, at: datetime) -> bool:
    """Tell whether the package is synced once it has this answer."""
    told(package, answer, run, at)
    return package.synced_at == at


def test_a_commit_that_the_directory_doesnt_show_yet_stays_due_for_a_day(
    run: Run,
) -> None:
    tea = plugin()
    told(tea, opened(), run)
    Package.objects.update(changed_at=NOW + HOUR, trunk_revision=9)
    same = opened(downloaded=5, rating=1)

    assert not synced_at(tea, same, run, NOW + 2 * HOUR)
    assert tea.synced_at == NOW
    assert not synced_at(tea, same, run, NOW + HOUR + DAY - timedelta(seconds=1))
    assert synced_at(tea, same, run, NOW + HOUR + DAY)


def test_a_commit_that_the_directory_shows_is_done(run: Run) -> None:
    tea = plugin()
    told(tea, opened(), run)
    Package.objects.update(changed_at=NOW + HOUR)

    assert synced_at(tea, opened(short_description="New."), run, NOW + 2 * HOUR)


def test_an_answer_asked_for_before_the_commit_was_seen_leaves_it_due(run: Run) -> None:
    tea = plugin()
    told(tea, opened(), run)
    Package.objects.update(changed_at=NOW + 2 * HOUR)

    told(tea, opened(author="Bob"), run, NOW + HOUR)

    assert tea.synced_at and tea.changed_at
    assert tea.synced_at < tea.changed_at


@pytest.mark.parametrize(
    ("make", "package_type", "days"), [(plugin, "plugin", 1), (theme, "theme", 7)]
)
def test_what_is_pending_stays_due_for_as_long_as_a_review_may_take(
    make: Callable[..., Package], package_type: str, days: int, run: Run
) -> None:
    tea = make("tea", changed_at=NOW - HOUR)
    urls = {
        version: url.replace("/plugin/", f"/{package_type}/")
        for version, url in zips("1.0", "2.0").items()
    }
    answer = opened(versions=urls)
    end = NOW - HOUR + timedelta(days=days)

    assert not synced_at(tea, answer, run, NOW)
    assert (tea.state, tea.pending, tea.synced_at) == ("open", "2.0", None)
    assert not synced_at(tea, answer, run, end - timedelta(seconds=1))
    assert synced_at(tea, answer, run, end)


def test_what_is_pending_without_a_commit_that_we_saw_isnt_due(run: Run) -> None:
    tea = plugin()

    assert synced_at(tea, opened(versions=zips("1.0", "2.0")), run, NOW)
