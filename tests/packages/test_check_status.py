"""Tests of `check_status`: who is looked at, and that closures and reopenings are seen."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from packages.exceptions import PackagesError
from packages.following.check_status import check_status
from packages.models import Package, StatusChange
from packages.models.package import State
from packages.router import ALIAS
from packages.wordpress_org.http import Session
from tests.packages.following import hours_pass, plugin, states, theme
from tests.packages.runs import new_run, untold
from tests.packages.wordpress_org import WordPressOrg

pytestmark = pytest.mark.django_db(databases=[ALIAS])


def checked(org_session: Session, **options: Any) -> dict[str, int]:
    run = new_run("check_status")
    counts = check_status(run, session=org_session, progress=untold, **options)
    return {name: number for name, number in counts.items() if number}


def actions() -> list[tuple[str, str]]:
    changes = StatusChange.objects.order_by("pk")
    return list(changes.values_list("package__slug", "action"))


def test_it_works(org: WordPressOrg, org_session: Session) -> None:
    for slug in ("tea", "coffee", "milk", "cake"):
        org.add("plugin", slug, "1.0")
    for slug in ("tea", "coffee", "cake"):
        plugin(slug, State.OPEN)
    plugin("milk", State.CLOSED)
    plugin("lost", State.OPEN)
    org.close("plugin", "tea")
    org.close("plugin", "coffee", for_good=True)

    counts = checked(org_session)

    assert counts == {
        "asked": 5,
        "changed": 1,
        "reopened": 1,
        "closed": 1,
        "closed_for_good": 1,
        "gone": 1,
    }
    assert states() == {
        "cake": "open",
        "coffee": "closed_for_good",
        "lost": "gone",
        "milk": "open",
        "tea": "closed",
    }
    assert sorted(actions()) == [
        ("coffee", "closed_for_good"),
        ("lost", "gone"),
        ("milk", "reopened"),
        ("tea", "closed"),
    ]
    assert checked(org_session) == {}


def test_what_went_stale_is_healed(org: WordPressOrg, org_session: Session) -> None:
    org.add("plugin", "tea", "1.0")
    tea = plugin("tea", State.OPEN)
    checked(org_session)
    org.release("plugin", "tea", "1.1")  # its commit was never seen
    hours_pass(24)

    assert checked(org_session) == {"asked": 1, "changed": 1}

    tea.refresh_from_db()
    assert tea.current_version == "1.1"


def test_a_closed_one_is_asked_about_less_and_less(
    org: WordPressOrg, org_session: Session
) -> None:
    org.add("plugin", "tea", "1.0")
    org.close("plugin", "tea")
    org.packages["plugin", "tea"].closed_on = ""
    plugin("tea", State.OPEN)
    checked(org_session)
    # Whole hours would meet, and the milliseconds in between decide.
    Package.objects.update(state_since=timezone.now() - timedelta(minutes=1))

    asked = []
    for _ in range(16):
        hours_pass(1)
        asked.append(bool(checked(org_session)))

    hours = [hour for hour, was_asked in enumerate(asked, 1) if was_asked]
    assert hours == [1, 3, 7, 15]  # 1, 2, 4 and 8 hours later
    assert actions() == [("tea", "closed")]


def test_all_are_asked_about_on_demand_but_those_closed_for_good(
    org: WordPressOrg, org_session: Session
) -> None:
    for state in State.values:
        org.add("plugin", state.replace("_", "-"), "1.0")
        plugin(state.replace("_", "-"), State(state))
    checked(org_session)

    checked(org_session, also_not_due=True, concurrency=1)

    asked = [received.slug for received in org.received]
    assert sorted(asked) == ["closed", "closed", "gone", "gone", "open", "open"]
    assert states()["closed-for-good"] == "closed_for_good"


def test_type_and_limit(org: WordPressOrg, org_session: Session) -> None:
    for slug in ("tea", "milk"):
        org.add("plugin", slug, "1.0")
        plugin(slug, State.OPEN)
    org.add("theme", "quiet", "1.0")
    theme("quiet", State.OPEN)

    assert checked(org_session, package_type="theme")["asked"] == 1
    assert checked(org_session, limit=1)["asked"] == 1
    assert checked(org_session)["asked"] == 1


def test_many_closures_at_once_are_refused_unless_accepted(
    org: WordPressOrg, org_session: Session
) -> None:
    for number in range(21):
        plugin(f"tea-{number}", State.OPEN)

    with pytest.raises(PackagesError, match="--accept-closures"):
        checked(org_session)
    assert set(states().values()) == {"open"}

    assert checked(org_session, accept_closures=True) == {"asked": 21, "gone": 21}
    assert Package.objects.filter(state=State.GONE).count() == 21
