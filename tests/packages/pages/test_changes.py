"""Tests of metadata/changes.json, which tells mirrors what to fetch again."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.test import Client

from packages.models import MetadataChange
from packages.router import ALIAS

pytestmark = pytest.mark.django_db(databases=[ALIAS])
HOUR = 3_600_000


@pytest.fixture
def now() -> int:
    return int(time.time() * 1000)


def told(client: Client, **query: Any) -> Any:
    response = client.get("/packages/metadata/changes.json", query)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "public, max-age=60"
    return response.json()


def change(name: str, at_ms: int, action: str = "update") -> None:
    MetadataChange.objects.create(name=name, action=action, at_ms=at_ms)


def test_each_package_has_its_last_action_since_then(client: Client, now: int) -> None:
    change("wp-plugin/old", now - 9000)
    change("wp-plugin/tea", now - 5000)
    change("wp-plugin/tea~dev", now - 4000)
    change("wp-plugin/coffee", now - 4000)
    change("wp-plugin/tea", now - 3000, "delete")

    assert told(client, since=now - 9000) == {
        "timestamp": now - 3000,
        "actions": [
            {
                "type": "update",
                "package": "wp-plugin/coffee",
                "time": (now - 4000) // 1000,
            },
            {
                "type": "delete",
                "package": "wp-plugin/tea",
                "time": (now - 3000) // 1000,
            },
            {
                "type": "update",
                "package": "wp-plugin/tea~dev",
                "time": (now - 4000) // 1000,
            },
        ],
    }


def test_the_timestamp_leads_to_what_comes_next(client: Client, now: int) -> None:
    change("wp-plugin/tea", now - 5000)
    timestamp = told(client, since=now - HOUR)["timestamp"]
    assert told(client, since=timestamp) == {"timestamp": timestamp}

    change("wp-plugin/coffee", now)
    [action] = told(client, since=timestamp)["actions"]
    assert action["package"] == "wp-plugin/coffee"


@pytest.mark.parametrize(
    "since", [None, "", "-1", "1.5", "1e3", "now", "٣", "+1", " 1"]
)
def test_without_a_number_it_says_where_to_begin(
    client: Client, now: int, since: str | None
) -> None:
    change("wp-plugin/tea", now - 5000)

    answer = told(client, **({} if since is None else {"since": since}))

    assert answer.keys() == {"timestamp", "error"}
    assert answer["timestamp"] == now - 5000
    assert "?since=" in answer["error"]


def test_a_mirror_that_was_away_for_a_day_fetches_everything(
    client: Client, now: int
) -> None:
    change("wp-plugin/tea", now - 5000)

    answer = told(client, since=now - 24 * HOUR - 1)

    [action] = answer["actions"]
    assert (action["type"], action["package"]) == ("resync", "*")
    assert action["time"] - now // 1000 in range(60)
    assert answer["timestamp"] == now - 5000
    assert told(client, since=0)["actions"][0]["type"] == "resync"
    within_a_day = told(client, since=now - 24 * HOUR + 60_000)
    assert within_a_day["actions"][0]["package"] == "wp-plugin/tea"


def test_a_mirror_that_asks_often_never_fetches_everything_again(
    client: Client, now: int
) -> None:
    change("wp-plugin/tea", now - 30 * HOUR)

    timestamp = told(client, since=now - HOUR)["timestamp"]

    assert told(client, since=timestamp).keys() == {"timestamp"}
    change("wp-plugin/coffee", now)
    [action] = told(client, since=timestamp)["actions"]
    assert action["package"] == "wp-plugin/coffee"


def test_before_the_first_change_the_time_is_now(client: Client, now: int) -> None:
    answer = told(client, since=now)

    assert answer.keys() == {"timestamp"}
    assert now <= answer["timestamp"] <= now + 60_000


@pytest.mark.parametrize("since", ["1" + "0" * 30, "9" * 5000, "0" * 40 + "9" * 18])
def test_nothing_has_changed_since_a_time_to_come(
    client: Client, now: int, since: str
) -> None:
    change("wp-plugin/tea", now)

    assert told(client, since=since) == {"timestamp": now}
