"""Tests how the fields of an answer are read: none is trusted, and none stops a package."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packages.addresses import PackageType
from packages.wordpress_org.answers import (
    Closed,
)
from packages.wordpress_org.fields import words
from tests.packages.answers import (
    CLOSED,
    TEA,
    answer,
    opened,
    opened_as,
)
from tests.packages.odd_json import ODD_JSON

PACKAGE_TYPES: list[PackageType] = ["plugin", "theme"]


EMPTY = {
    "name": ("display_name", ""),
    "version": ("directory_version", ""),
    "author": ("author", ""),
    "homepage": ("homepage", ""),
    "short_description": ("description", ""),
    "requires": ("requires_wordpress", ""),
    "requires_php": ("requires_php", ""),
    "requires_plugins": ("requires_plugins", ""),
    "active_installs": ("active_installs", 0),
    "downloaded": ("downloads", 0),
    "rating": ("rating", None),
    "num_ratings": ("num_ratings", 0),
    "last_updated": ("last_updated", None),
}


@pytest.mark.parametrize("odd", [None, False, True, [], {}, [[]], {"a": []}, "\x00"])
@pytest.mark.parametrize("name", EMPTY)
def test_a_field_that_is_odd_is_empty(name: str, odd: object) -> None:
    field, empty = EMPTY[name]

    assert getattr(opened(**{name: odd}), field) == empty


@pytest.mark.parametrize("name", EMPTY)
def test_a_field_that_is_missing_is_empty(name: str) -> None:
    field, empty = EMPTY[name]
    rest = {key: value for key, value in TEA.items() if key != name}

    assert getattr(answer(200, rest), field) == empty


def test_a_version_without_an_address_stays_to_be_dropped() -> None:
    assert opened(versions={"1.0": None, "1.1": ["x"]}).urls == {"1.0": "", "1.1": ""}


@pytest.mark.parametrize(
    ("name", "field", "longest"),
    [
        ("name", "display_name", 300),
        ("short_description", "description", 1000),
        ("author", "author", 200),
        ("version", "directory_version", 50),
        ("requires", "requires_wordpress", 200),
        ("requires_php", "requires_php", 50),
        ("requires_plugins", "requires_plugins", 200),
    ],
)
def test_a_text_is_cut(name: str, field: str, longest: int) -> None:
    assert getattr(opened(**{name: "é" * (longest + 1)}), field) == "é" * longest


def test_the_reason_of_a_closure_is_cut() -> None:
    found = answer(404, {**CLOSED, "reason_text": "x" * 201})

    assert isinstance(found, Closed)
    assert found.reason == "x" * 200


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One</p><p>two</p>", "One two"),
        ("One<br />two", "One two"),
        ("T<b>e</b>a", "Tea"),
        ("&amp;lt;b&amp;gt;", "&lt;b&gt;"),
        ("&lt;script&gt;", "<script>"),
        ("a < b and c > d", "a < b and c > d"),
        ("&#8217;&nbsp;x", "’ x"),
        ("a\tb\nc\r\nd", "a b c d"),
        ("N\x00U\x1bL\x7f\x85", "NUL"),
        ("<!-- note -->Tea", "Tea"),
        ("&#0;&#xD800;", "\ufffd\ufffd"),
        ("שלום 👩‍🚀", "שלום 👩‍🚀"),
        ("<", "<"),
        ("  Tea  ", "Tea"),
    ],
)
def test_a_text_is_what_a_reader_sees(markup: str, text: str) -> None:
    assert opened(name=markup).display_name == text


@pytest.mark.parametrize("piece", ["<", "<a", "<!--", "&", "&#", "<a ", "<p>", "<![x["])
def test_no_text_takes_long_to_read(piece: str) -> None:
    started = time.monotonic()

    opened(short_description=piece * 1_000_000)

    assert time.monotonic() - started < 1


def test_a_million_words_take_no_longer_than_a_hundred() -> None:
    started = time.process_time()
    found = words(["tea"] * 1_000_000, 200)

    assert found == ", ".join(["tea"] * 100)[:200]
    assert time.process_time() - started < 0.1


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "ftp://ada.example",
        "https://",
        "https://[",
        'https://ada.example/"onmouseover=x',
        "https://ada.example/ x",
        "https://ada.example/\n",
        "https://ada.example/" + "x" * 2000,
        "ada.example",
    ],
)
def test_a_homepage_is_a_web_address_or_none(address: str) -> None:
    assert opened(homepage=address).homepage == ""


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-01-02 3:04pm GMT", datetime(2026, 1, 2, 15, 4, tzinfo=UTC)),
        ("2026-01-02 12:04am GMT", datetime(2026, 1, 2, 0, 4, tzinfo=UTC)),
        ("2026-01-02 15:04:05", datetime(2026, 1, 2, 15, 4, 5, tzinfo=UTC)),
        ("2026-01-02T15:04:05Z", datetime(2026, 1, 2, 15, 4, 5, tzinfo=UTC)),
        ("2026-01-02T15:04:05+02:00", datetime(2026, 1, 2, 13, 4, 5, tzinfo=UTC)),
        ("2026-01-02", datetime(2026, 1, 2, tzinfo=UTC)),
        (" 2026-01-02 ", datetime(2026, 1, 2, tzinfo=UTC)),
        ("2026-02-30", None),
        ("yesterday", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("", None),
        (1767366245, None),
    ],
)
def test_a_moment_is_written_in_four_ways(
    text: object, moment: datetime | None
) -> None:
    assert opened(last_updated=text).last_updated == moment


@pytest.mark.parametrize(
    ("count", "read"), [(0, 0), (5.0, 5), (-1, 0), (2**63 - 1, 2**63 - 1), (2**63, 0)]
)
def test_a_count_is_what_the_database_can_hold(count: float, read: int) -> None:
    assert opened(downloaded=count).downloads == read


@pytest.mark.parametrize(
    ("given_rating", "rating"), [(0, 0), (100, 100), (101, None), (-1, None)]
)
def test_a_rating_is_a_percentage(given_rating: int, rating: int | None) -> None:
    assert opened(rating=given_rating).rating == rating


def test_a_theme_says_its_text_in_a_section_and_its_author_in_an_object() -> None:
    theme = opened_as(
        "theme",
        {
            "short_description": None,
            "sections": {"description": "<p>A quiet theme.</p>"},
            "author": {"user_nicename": "ada", "display_name": "Ada"},
        },
    )

    assert (theme.description, theme.author) == ("A quiet theme.", "Ada")


ODD_FIELDS = st.dictionaries(st.sampled_from([*TEA, "sections"]), ODD_JSON, max_size=3)


@settings(deadline=None, derandomize=True)
@given(ODD_FIELDS)
def test_no_field_stops_a_package(data: dict[str, Any]) -> None:
    for package_type in PACKAGE_TYPES:
        opened_as(package_type, {**data, "slug": "tea", "versions": {}})
