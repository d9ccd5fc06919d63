"""Tests of search.json, which `composer search` asks."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from packages.models.package import State, Vendor
from packages.router import ALIAS
from tests.packages.pages.stored import closed, package

pytestmark = pytest.mark.django_db(databases=[ALIAS])


def search(client: Client, **query: Any) -> Any:
    response = client.get("/packages/search.json", query)
    assert response.status_code == 200
    return response.json()


def slugs(client: Client, **query: Any) -> list[str]:
    results = search(client, **query)["results"]
    return [result["name"].partition("/")[2] for result in results]


def test_a_result_says_what_composer_shows(client: Client) -> None:
    package("tea", description="A pot for two.", downloads=7)

    assert search(client, q="pot") == {
        "results": [
            {
                "name": "wp-plugin/tea",
                "description": "A pot for two.",
                "url": "https://example.org/packages/wp-plugin/tea",
                "downloads": 7,
            }
        ],
        "total": 1,
    }


def test_a_closed_one_is_called_abandoned(client: Client) -> None:
    closed("tea")

    [result] = search(client, q="tea")["results"]
    assert result["abandoned"] is True


def test_what_cant_be_installed_isnt_found(client: Client) -> None:
    package("tea-new", state=State.NEW, first_open_at=None)
    package("tea-gone", state=State.GONE)
    closed("tea-never-open", first_open_at=None)

    assert search(client, q="tea") == search(client) == {"results": [], "total": 0}


def test_each_word_may_be_the_beginning_of_one(client: Client) -> None:
    package("tea", display_name="Thé à la menthe", author="Ada Lovelace")
    package("teapot", display_name="Kettle", description="Von der Straße")

    assert slugs(client, q="the ment") == ["tea"]
    assert slugs(client, q="THÉ") == slugs(client, q="the\u0301") == ["tea"]
    assert slugs(client, q="lovel") == ["tea"]
    assert slugs(client, q="tea kettle") == ["teapot"]
    assert slugs(client, q="STRAß") == ["teapot"]
    assert slugs(client, q="eapot") == []


def test_a_word_in_the_name_comes_before_one_in_the_description(
    client: Client,
) -> None:
    package("kettle", description="Boils water, for tea or for coffee.")
    package("tea", description="Says how long it has to draw.")

    assert slugs(client, q="tea") == ["tea", "kettle"]


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        ("", ["tea", "tea-garden"]),
        ("wordpress-plugin", ["tea"]),
        ("wordpress-theme", ["tea-garden"]),
        ("theme", ["tea-garden"]),
        ("library", []),
        ("t" * 201, []),
    ],
)
def test_a_type_can_be_asked_for(client: Client, kind: str, found: list[str]) -> None:
    package("tea")
    package("tea-garden", Vendor.THEME)

    assert sorted(slugs(client, q="tea", type=kind)) == found
    assert sorted(slugs(client, type=kind)) == found


def test_without_words_the_most_installed_come_first(client: Client) -> None:
    package("tea", installs_total=1)
    package("coffee", installs_total=2)

    assert slugs(client) == ["coffee", "tea"]


def test_there_are_15_on_a_page(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(17):
        package(f"tea-{number:02}")

    with django_assert_num_queries(2, using=ALIAS):
        pages = [search(client, q="tea")]
    pages += [search(client, q="tea", page=page) for page in (2, 3, 999_999_999)]

    assert [len(page["results"]) for page in pages] == [15, 2, 0, 0]
    assert {page["total"] for page in pages} == {17}
    names = {result["name"] for page in pages for result in page["results"]}
    assert len(names) == 17


@pytest.mark.parametrize("page", ["0", "-1", "one", "1.5", "", "²", "1" + "0" * 30])
def test_other_pages_arent_found(client: Client, page: str) -> None:
    response = client.get("/packages/search.json", {"q": "tea", "page": page})

    assert response.status_code == 404
    assert response.json() == {"detail": "There is no such page."}


@pytest.mark.parametrize(
    "words",
    [
        '"',
        '""',
        '"tea',
        "*",
        "tea*",
        "t*a",
        "NEAR",
        "NEAR(tea pot)",
        "tea NOT pot",
        "tea OR",
        "AND",
        "-tea",
        "slug:tea",
        "{slug author}:tea",
        "^tea",
        "tea + pot",
        "(tea",
        "tea\0pot",
        "\0",
        "%ED%A0%80",
        "';--",
        "a" * 200,
        "é" * 201,
        "x " * 5000,
        "𝔱𝔢𝔞",
        "१२ ² Ⅳ ㍿ \u202e",
        "\ufffe\uffff",
    ],
)
def test_whatever_is_written_is_words_and_no_operator(
    client: Client, words: str
) -> None:
    package("water", description="tea")

    assert search(client, q=words)["total"] in (0, 1)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("tea NOT water", []),
        ("tea OR coffee", []),
        ("slug:tea", []),
        ("-tea", ["water"]),
        ("tea\0water", ["water"]),
        ('"tea" *', ["water"]),
        ("***", []),
    ],
)
def test_operators_do_nothing(client: Client, words: str, found: list[str]) -> None:
    package("water", description="tea")

    assert slugs(client, q=words) == found


def test_the_first_ten_different_words_count(client: Client) -> None:
    words = [f"w{number}" for number in range(10)]
    package("tea", description=" ".join(words))

    assert slugs(client, q=" ".join([*words, "else"])) == ["tea"]
    assert slugs(client, q=" ".join([*words[1:], "else"])) == []
    assert slugs(client, q=" ".join(["W1", "w1"] * 9 + ["else"])) == []


def test_of_a_parameter_that_is_repeated_the_last_counts(client: Client) -> None:
    package("tea")

    assert slugs(client, q=["coffee", "tea"], page=["0", "1"]) == ["tea"]


def test_bytes_that_are_no_text_find_nothing(client: Client) -> None:
    response = client.get("/packages/search.json?q=%ff%ED%A0%80&type=%c3&page=1")

    assert response.json() == {"results": [], "total": 0}
