"""Tests of closed.json: which of our packages WordPress.org has closed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from packages.models import Package
from packages.models.package import State
from packages.router import ALIAS
from tests.packages.pages.stored import closed, package

pytestmark = pytest.mark.django_db(databases=[ALIAS])


def told(client: Client, **query: Any) -> Any:
    response = client.get("/packages/closed.json", query)
    assert response.status_code == 200
    return response.json()


def test_it_says_when_and_why(client: Client) -> None:
    closed("tea", closed_on=date(2026, 1, 2), closed_reason="Security Issue")
    closed("coffee", state=State.CLOSED_FOR_GOOD)
    package("water", state=State.GONE)
    package("milk")
    closed("never-open", first_open_at=None)

    assert told(client) == [
        {
            "name": "wp-plugin/coffee",
            "state": "closed_for_good",
            "closed_on": None,
            "reason": "",
        },
        {
            "name": "wp-plugin/tea",
            "state": "closed",
            "closed_on": "2026-01-02",
            "reason": "Security Issue",
        },
        {"name": "wp-plugin/water", "state": "gone", "closed_on": None, "reason": ""},
    ]


def test_a_reader_can_ask_for_what_was_seen_since_a_day(client: Client) -> None:
    for slug, day in (("tea", 1), ("coffee", 2)):
        closed(slug)
        since = datetime(2026, 1, day, tzinfo=UTC)
        Package.objects.filter(slug=slug).update(state_since=since)

    assert [entry["name"] for entry in told(client, since="2026-01-02")] == [
        "wp-plugin/coffee"
    ]
    assert len(told(client, since="2026-01-01")) == 2
    assert told(client, since="9999-12-31") == []
    assert len(told(client, since="")) == 2


@pytest.mark.parametrize(
    "since", ["yesterday", "2026-02-30", "1" * 5000, "0000-00-00", "\0", "2026-01-02x"]
)
def test_no_date_is_refused(client: Client, since: str) -> None:
    response = client.get("/packages/closed.json", {"since": since})

    assert response.status_code == 404
    assert response.json() == {"detail": "Write since as a date, like 2026-01-02."}
