"""Tests of whom `update` and `check_status` ask about, and in which order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db.models import Q

from packages.following import due
from packages.models import Package
from packages.models.package import State, Type, Vendor
from packages.router import ALIAS

pytestmark = pytest.mark.django_db(databases=[ALIAS])

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)


def ago(**span: float) -> datetime:
    return NOW - timedelta(**span)


def plugin(slug: str, state: State = State.OPEN, **fields: Any) -> Package:
    package = Package.objects.create(
        vendor=Vendor.PLUGIN, slug=slug, type=Type.PLUGIN, state=state
    )
    Package.objects.filter(pk=package.pk).update(**fields)  # state_since, too
    return package


def chosen(condition: Q) -> list[str]:
    packages = due.in_turn(Package.objects.filter(condition))
    return list(packages.values_list("slug", flat=True))


def test_what_is_new_was_never_synced_or_was_committed_to_is_updated() -> None:
    plugin("new", State.NEW)
    plugin("never-synced", asked_at=ago(hours=3))
    plugin(
        "committed-to",
        asked_at=ago(hours=4),
        synced_at=ago(hours=4),
        changed_at=ago(hours=1),
    )
    plugin("up-to-date", synced_at=ago(hours=1), changed_at=ago(hours=4))
    for state in (State.CLOSED, State.CLOSED_FOR_GOOD, State.GONE):
        plugin(state.replace("_", "-"), state, changed_at=ago(hours=1))

    assert chosen(due.due_for_update(NOW)) == ["new", "committed-to", "never-synced"]


@pytest.mark.parametrize(
    ("state", "minutes", "is_due"),
    [
        (State.OPEN, 14, False),
        (State.OPEN, 15, True),
        (State.NEW, 59, False),
        (State.NEW, 60, True),
    ],
)
def test_nobody_is_asked_about_again_so_soon(
    state: State, minutes: int, is_due: bool
) -> None:
    plugin("tea", state, asked_at=ago(minutes=minutes))

    assert chosen(due.due_for_update(NOW)) == ["tea"] * is_due


def test_inactive_ones_pause_as_well() -> None:
    plugin("soon", State.CLOSED, asked_at=ago(minutes=5))
    for state in due.INACTIVE:
        plugin(state.replace("_", "-"), state, asked_at=ago(hours=1))
    plugin("open", asked_at=ago(hours=1))

    names = chosen(due.due_though_inactive(NOW))

    assert names == ["closed", "closed-for-good", "gone"]


def test_the_most_active_are_checked_after_two_hours_others_after_a_day() -> None:
    Package.objects.bulk_create(
        Package(
            vendor=Vendor.THEME,
            type=Type.THEME,
            slug=f"theme-{number}",
            state=State.OPEN,
            active_installs=10,
            asked_at=NOW,
        )
        for number in range(due.MOST_ACTIVE - 2)
    )
    plugin("most-active", active_installs=13, asked_at=ago(hours=2))
    plugin("just-asked", active_installs=12, asked_at=ago(hours=1.9))
    plugin("less-active", active_installs=9, asked_at=ago(hours=23))
    plugin("long-ago", asked_at=ago(hours=24))
    plugin("closed-with-many", State.CLOSED, active_installs=20, asked_at=NOW)

    assert chosen(due.due_for_check(NOW)) == ["long-ago", "most-active"]


@pytest.mark.parametrize("state", [State.CLOSED, State.GONE])
@pytest.mark.parametrize(
    ("lasted", "waited", "is_due"),
    [
        (0, 0.9, False),  # hours
        (0, 1, True),
        (0.5, 1, True),
        (3, 2.9, False),
        (3, 3, True),
        (30 * 24, 167, False),
        (30 * 24, 168, True),
    ],
)
def test_inactive_ones_are_checked_after_as_long_as_they_have_been_so(
    state: State, lasted: float, waited: float, is_due: bool
) -> None:
    asked_at = ago(hours=waited)
    plugin(
        "tea", state, asked_at=asked_at, state_since=asked_at - timedelta(hours=lasted)
    )

    assert chosen(due.due_for_check(NOW)) == ["tea"] * is_due


def test_new_ones_and_those_closed_for_good_are_never_checked() -> None:
    plugin("new", State.NEW)
    plugin("for-good", State.CLOSED_FOR_GOOD, state_since=ago(days=99))

    assert chosen(due.due_for_check(NOW)) == []
