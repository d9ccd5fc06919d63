"""Tests of /packages: what there is, searched, chosen, sorted and in pages."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from packages.models.package import State, Vendor
from packages.router import ALIAS
from tests.packages.pages.reading import Page, read
from tests.packages.pages.stored import closed, package

pytestmark = pytest.mark.django_db(databases=[ALIAS])
LINK = "/packages/wp-"


def slugs(page: Page) -> list[str]:
    return [link.rpartition("/")[2] for link in page.links if link.startswith(LINK)]


def found(client: Client, **query: Any) -> list[str]:
    return slugs(read(client, "", **query))


def test_a_package_is_shown_with_what_tells_it_from_others(client: Client) -> None:
    package(
        "tea",
        display_name="Tea for two",
        description="A pot.",
        author="Ada Lovelace",
        current_version="1.2",
        active_installs=12_000,
        installs_total=1,
        last_updated=datetime(2026, 1, 2, tzinfo=UTC),
    )

    page = read(client, "")

    assert "1 package Tea for two wp-plugin/tea 1.2 by Ada Lovelace" in page.text
    assert "12,000 active installs 1 from here updated 2 Jan 2026 A pot." in page.text
    assert page.links["/packages/wp-plugin/tea"]


def test_what_is_closed_says_so_and_what_cant_be_installed_isnt_there(
    client: Client,
) -> None:
    closed("tea")
    closed("never-open", first_open_at=None)
    package("new", state=State.NEW, first_open_at=None)
    package("gone", state=State.GONE)

    page = read(client, "")

    assert slugs(page) == ["tea"]
    assert "wp-plugin/tea Closed" in page.text


def test_words_and_the_type_choose(client: Client) -> None:
    package("tea", description="A pot of tea.")
    package("tea-garden", Vendor.THEME, description="For the pot.")
    package("coffee")

    assert found(client, q="po") == ["tea", "tea-garden"]
    assert found(client, q="pot", type="theme") == ["tea-garden"]
    assert found(client, type="plugin") == ["coffee", "tea"]
    assert found(client, type="library") == found(client, q="milk") == []


def test_each_order_is_another_one(client: Client) -> None:
    package("a", display_name="Zebra", installs_total=3)
    package("b", display_name="apple", active_installs=3)
    package("c", last_updated=datetime(2026, 1, 2, tzinfo=UTC), description="a b")

    assert found(client) == found(client, sort="relevance") == ["a", "b", "c"]
    assert found(client, sort="active") == ["b", "a", "c"]
    assert found(client, sort="updated") == ["c", "a", "b"]
    assert found(client, sort="name") == ["b", "c", "a"]
    assert found(client, sort="of the moon") == ["a", "b", "c"]


def test_who_searches_gets_the_best_match_first_or_another_order(
    client: Client,
) -> None:
    package("kettle", description="For tea.", installs_total=9)
    package("tea")

    assert found(client, q="tea") == ["tea", "kettle"]
    assert found(client, q="tea", sort="installs") == ["kettle", "tea"]


def test_the_form_shows_what_was_asked(client: Client) -> None:
    html = client.get(
        "/packages", {"q": '"tea" & <b>', "type": "theme", "sort": "name"}
    ).content.decode()

    assert Page(html).fields["q"] == '"tea" & <b>'
    assert '<option value="theme" selected>' in html
    assert '<option value="name" selected>' in html


def test_there_are_24_on_a_page_and_each_is_on_one(client: Client) -> None:
    for number in range(50):
        package(f"tea-{number:02}")

    pages = [read(client, "", q="tea", type="plugin", page=page) for page in (1, 2, 3)]

    assert [len(slugs(page)) for page in pages] == [24, 24, 2]
    assert len({slug for page in pages for slug in slugs(page)}) == 50
    assert "50 packages, page 2 of 3" in pages[1].text


def test_the_pages_beside_keep_what_was_asked(client: Client) -> None:
    for number in range(50):
        package(f"tea-{number:02}")

    html = client.get("/packages?q=te%26a&sort=name&page=2").content.decode()
    assert "te&amp;a" in html
    html = client.get("/packages?q=tea&sort=name&page=2").content.decode()

    assert 'rel="prev" href="?q=tea&amp;sort=name&amp;page=1"' in html
    assert 'rel="next" href="?q=tea&amp;sort=name&amp;page=3"' in html


@pytest.mark.parametrize("page", ["4", "99", "007", "1" + "0" * 30, "9" * 200])
def test_beyond_the_end_is_the_last_page(client: Client, page: str) -> None:
    for number in range(25):
        package(f"tea-{number:02}")

    assert len(found(client, page=page)) == 1


@pytest.mark.parametrize(
    "page", ["0", "00", "-1", "one", "1.5", "", "²", "٣", "9" * 201, "1\0"]
)
def test_other_pages_arent_found(client: Client, page: str) -> None:
    assert "There is no such page" in read(client, "", status=404, page=page).text


def test_nothing_found_says_what_to_do(client: Client) -> None:
    assert "There is nothing here yet." in read(client, "").text
    package("tea")
    assert "0 packages Nothing has words that begin" in read(client, "", q="milk").text
    too_long = read(client, "", q="é" * 201)
    assert "200 characters are the most" in too_long.text


@pytest.mark.parametrize(
    "words",
    ['"', "*", "NEAR(tea pot)", "tea OR", "-tea", "slug:tea", "(", "\0", "\ufffe", "𝔱"],
)
def test_whatever_is_written_is_words_and_no_operator(
    client: Client, words: str
) -> None:
    package("tea")

    assert found(client, q=words) in ([], ["tea"])


def test_it_takes_three_queries_however_many_there_are(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        package(f"tea-{number:02}", author="Ada")

    for query in ("", "?q=tea&type=plugin&sort=updated&page=2"):
        with django_assert_num_queries(3, using=ALIAS):  # of 4
            assert client.get(f"/packages{query}").status_code == 200


@pytest.mark.parametrize("path", ["/packages/", "/packages/wp-plugin/tea/"])
def test_a_slash_at_the_end_leads_to_the_page(client: Client, path: str) -> None:
    response = client.get(f"{path}?q=tea")

    assert response.status_code == 301
    assert response.headers["Location"] == f"{path[:-1]}?q=tea"
