"""Tests of the Atom feeds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from defusedxml.ElementTree import fromstring
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from packages.models import Package, StatusChange
from packages.models.package import State
from packages.router import ALIAS
from tests.packages.pages.stored import closed, package

pytestmark = pytest.mark.django_db(databases=[ALIAS])
ATOM = "{http://www.w3.org/2005/Atom}"
UPDATES, CLOSURES = "/packages/feed.atom", "/packages/closures/feed.atom"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def entries(client: Client, path: str) -> list[dict[str, Any]]:
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed: Any = fromstring(response.content)
    [own] = feed.findall(f"{ATOM}link[@rel='self']")
    assert own.get("href") == f"https://example.org{path}"
    return [
        {
            "title": entry.findtext(f"{ATOM}title"),
            "link": entry.find(f"{ATOM}link").get("href"),
            "id": entry.findtext(f"{ATOM}id"),
            "updated": entry.findtext(f"{ATOM}updated"),
            "author": entry.findtext(f"{ATOM}author/{ATOM}name"),
            "summary": entry.findtext(f"{ATOM}summary"),
        }
        for entry in feed.findall(f"{ATOM}entry")
    ]


def test_updates_are_those_of_open_packages_the_newest_first(client: Client) -> None:
    package(
        "tea",
        display_name="Tea",
        current_version="1.2",
        author="Ada",
        description="A pot.",
        last_updated=NOON,
    )
    package("coffee", last_updated=NOON + timedelta(hours=1))
    closed("milk", last_updated=NOON)

    [coffee, tea] = entries(client, UPDATES)

    assert coffee["link"] == "https://example.org/packages/wp-plugin/coffee"
    assert tea == {
        "title": "Tea 1.2",
        "link": "https://example.org/packages/wp-plugin/tea",
        "id": "https://example.org/packages/wp-plugin/tea#20260301T120000",
        "updated": "2026-03-01T12:00:00+00:00",
        "author": "Ada",
        "summary": "A pot.",
    }


def test_each_update_is_another_entry(client: Client) -> None:
    package("tea", last_updated=NOON)
    [before] = entries(client, UPDATES)

    Package.objects.update(last_updated=NOON + timedelta(days=1))

    [after] = entries(client, UPDATES)
    assert before["id"] != after["id"]


def test_closures_are_told_with_the_reason(client: Client) -> None:
    tea, milk = closed("tea", author="Ada"), package("milk", state=State.GONE)
    change = StatusChange.objects.create(
        package=tea, action="closed", at=NOON, reason="Security Issue"
    )
    StatusChange.objects.create(package=milk, action="gone", at=NOON)
    StatusChange.objects.create(package=tea, action="reopened", at=NOON)

    [gone, shut] = entries(client, CLOSURES)

    assert gone["title"] == "milk: Gone"
    assert shut == {
        "title": "tea: Closed",
        "link": "https://example.org/packages/wp-plugin/tea",
        "id": f"https://example.org/packages/wp-plugin/tea#closed-{change.pk}",
        "updated": "2026-03-01T12:00:00+00:00",
        "author": "Ada",
        "summary": "Security Issue",
    }


def test_there_are_fifty_in_two_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(60):
        tea = package(f"tea-{number}", last_updated=NOON)
        StatusChange.objects.create(package=tea, action="closed", at=NOON)

    for path in (UPDATES, CLOSURES):
        with django_assert_num_queries(2, using=ALIAS):
            assert len(entries(client, path)) == 50


def test_texts_of_others_stay_texts(client: Client) -> None:
    hostile = "<script>alert(1)</script> & ]]> \ufffe\uffff \u202e \U0001fad6"
    tea = package("tea", display_name=hostile, author=hostile, description=hostile)
    StatusChange.objects.create(package=tea, action="closed", reason=hostile)
    kept = hostile.replace("\ufffe\uffff", "")

    [update], [closure] = (entries(client, path) for path in (UPDATES, CLOSURES))

    assert update["summary"] == update["author"] == closure["summary"] == kept
    assert closure["title"] == f"{kept}: Closed"


def test_without_any_there_is_an_empty_feed(client: Client) -> None:
    assert entries(client, UPDATES) == entries(client, CLOSURES) == []
