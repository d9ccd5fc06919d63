"""Tests of /packages/closures: what was closed, the newest first, by author."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from packages.models import StatusChange
from packages.models.package import State, Vendor
from packages.models.status_change import StatusAction
from packages.pages.html.closures import most_within_a_day
from packages.router import ALIAS
from tests.packages.pages.reading import Page, read
from tests.packages.pages.stored import closed, package

pytestmark = pytest.mark.django_db(databases=[ALIAS])
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def close(slug: str, author: str = "", at: datetime = NOON, reason: str = "") -> None:
    StatusChange.objects.create(
        package=closed(slug, author=author), action="closed", at=at, reason=reason
    )


def slugs(page: Page) -> list[str]:
    links = [link for link in page.links if link.startswith("/packages/wp-")]
    return [link.rpartition("/")[2] for link in links]


def test_it_says_when_what_was_closed_and_why(client: Client) -> None:
    close("tea", "Ada Lovelace", reason="Security Issue")

    page = read(client, "/closures")

    assert "Ada Lovelace 1 Mar 2026, 12:00 tea closed: Security Issue" in page.text
    assert page.links["/packages/wp-plugin/tea"]


def test_the_newest_comes_first_and_one_authors_stand_together(client: Client) -> None:
    close("a", "Ada", NOON - 30 * HOUR)
    close("b", "Bob", NOON - 20 * HOUR)
    close("c", "Ada", NOON)

    page = read(client, "/closures")

    assert slugs(page) == ["c", "a", "b"]
    assert "within 24 hours" not in page.text


def test_several_of_one_author_within_a_day_stand_out(client: Client) -> None:
    close("a", "Ada", NOON - 24 * HOUR)
    close("b", "Ada", NOON)
    close("c", "Bob", NOON)
    close("d", "", NOON)
    close("e", "", NOON)

    page = read(client, "/closures")

    assert page.text.count("within 24 hours") == 1
    assert "Ada 2 within 24 hours" in page.text
    assert page.text.count("Unknown author") == 2


def test_they_are_counted_over_the_ends_of_pages(client: Client) -> None:
    close("first", "Ada", NOON - HOUR)
    for number in range(49):
        close(f"tea-{number}", f"Author {number}", NOON - 10 * HOUR)
    close("last", "Ada", NOON - 11 * HOUR)

    first, second = (read(client, "/closures", page=page) for page in (1, 2))

    assert len(slugs(first)) == 50
    assert slugs(second) == ["last"]
    assert "Ada 2 within 24 hours" in first.text
    assert "Ada 2 within 24 hours" in second.text


def test_one_author_can_be_looked_at_alone(client: Client) -> None:
    name = 'A & "B" <c>'
    close("a", name)
    close("b", "Bob")

    [link] = [link for link in read(client, "/closures").links if "c%3E" in link]
    page = read(client, f"/closures{link}")

    assert slugs(page) == ["a"]
    assert f"has closed of {name}" in page.text


def test_what_is_gone_or_open_again_says_so_and_reopening_is_no_closure(
    client: Client,
) -> None:
    tea, milk = package("tea"), package("milk", Vendor.THEME, state=State.GONE)
    for of, action in ((tea, "closed_for_good"), (tea, "reopened"), (milk, "gone")):
        StatusChange.objects.create(package=of, action=StatusAction(action), at=NOON)

    text = read(client, "/closures").text

    assert "tea closed for good; open again" in text
    assert "milk gone" in text
    assert len(re.findall("1 Mar 2026", text)) == 2


def test_without_any_it_says_so(client: Client) -> None:
    assert "There are none yet." in read(client, "/closures").text


def test_pages_that_arent_there(client: Client) -> None:
    close("a")

    assert slugs(read(client, "/closures", page="9" * 30)) == ["a"]
    for query in ({"page": "0"}, {"page": "one"}, {"author": "a" * 201}):
        read(client, "/closures", status=404, **query)


def test_it_takes_four_queries_however_many_there_are(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(60):
        close(f"tea-{number}", f"Author {number % 7}")

    with django_assert_num_queries(4, using=ALIAS):
        client.get("/packages/closures")


def test_a_package_counts_once_within_a_day() -> None:
    hours = [(0, 1), (1, 1), (2, 2), (25, 3), (26, 4), (80, 5)]
    moments = [(NOON + hour * HOUR, package) for hour, package in hours]

    assert most_within_a_day(moments) == 3
    assert most_within_a_day(moments[:2]) == 1
    assert most_within_a_day([]) == 0
