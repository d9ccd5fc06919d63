"""Tests what each answer of WordPress.org's API is taken for."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packages.addresses import PackageType
from packages.wordpress_org.answers import (
    Answer,
    Closed,
    ClosedForGood,
    Failure,
    Gone,
    Open,
    read_answer,
)

PACKAGE_TYPES: list[PackageType] = ["plugin", "theme"]
ZIP = "https://downloads.wordpress.org/plugin/tea.1.0.zip"
TEA: dict[str, Any] = {
    "name": "Tea &amp; <b>Biscuits</b>",
    "slug": "tea",
    "version": "1.0",
    "author": '<a href="https://ada.example">Ada &lt;3</a>',
    "requires": "6.1",
    "requires_php": "8.1",
    "requires_plugins": ["woocommerce", "akismet"],
    "rating": 96,
    "num_ratings": 12,
    "active_installs": 50000,
    "downloaded": 123456,
    "last_updated": "2026-01-02 3:04pm GMT",
    "homepage": "https://ada.example/tea",
    "short_description": "Tea for two.",
    "versions": {"1.0": ZIP, "trunk": "https://downloads.wordpress.org/plugin/tea.zip"},
}
CLOSED = {
    "error": "closed",
    "name": "Tea",
    "slug": "tea",
    "description": "This plugin has been closed as of March 1, 2025.",
    "closed": True,
    "closed_date": "2025-03-01",
    "reason": "security-issue",
    "reason_text": "Security Issue",
}
FOR_GOOD = {**CLOSED, "description": "Closed. This closure is permanent. Reason: none."}
NOT_FOUND = {"error": "Plugin not found."}


def answer(status: int, data: object) -> Answer:
    return read_answer(status, orjson.dumps(data), package_type="plugin", slug="tea")


def opened(**fields: object) -> Open:
    return opened_as("plugin", fields)


def opened_as(package_type: PackageType, data: dict[str, Any]) -> Open:
    body = orjson.dumps({**TEA, **data})
    found = read_answer(200, body, package_type=package_type, slug="tea")
    assert isinstance(found, Open), found
    return found


def test_reads_an_open_package() -> None:
    assert answer(200, TEA) == Open(
        urls=TEA["versions"],
        display_name="Tea & Biscuits",
        description="Tea for two.",
        author="Ada <3",
        homepage="https://ada.example/tea",
        directory_version="1.0",
        requires_wordpress="6.1",
        requires_php="8.1",
        requires_plugins="woocommerce, akismet",
        active_installs=50000,
        downloads=123456,
        rating=96,
        num_ratings=12,
        last_updated=datetime(2026, 1, 2, 15, 4, tzinfo=UTC),
    )


def test_an_open_package_needs_its_slug_and_its_versions_alone() -> None:
    assert answer(200, {"slug": "tea", "versions": {}}) == Open(urls={})


def test_the_case_of_a_slug_doesnt_matter() -> None:
    assert opened(slug="Tea").display_name == "Tea & Biscuits"


def test_phps_empty_list_means_no_versions() -> None:
    assert opened(versions=[]).urls == {}


@pytest.mark.parametrize("status", [200, 404])
def test_a_closed_package_is_closed_since_a_day_and_for_a_reason(status: int) -> None:
    found = answer(status, CLOSED)

    assert found == Closed(closed_on=date(2025, 3, 1), reason="Security Issue")
    assert type(found) is Closed


@pytest.mark.parametrize("status", [200, 404])
def test_a_package_can_be_closed_for_good(status: int) -> None:
    found = answer(status, FOR_GOOD)

    assert found == ClosedForGood(closed_on=date(2025, 3, 1), reason="Security Issue")


def test_a_closure_may_say_nothing_else() -> None:
    assert answer(404, {"error": "closed"}) == Closed(closed_on=None, reason="")
    odd: dict[str, object] = {
        "error": "closed",
        "slug": None,
        "closed_date": 0,
        "reason_text": [],
    }
    assert answer(404, odd) == Closed(closed_on=None, reason="")


@pytest.mark.parametrize("error", ["Plugin not found.", "Theme not found", "x"])
def test_a_name_that_the_directory_doesnt_know_is_gone(error: str) -> None:
    assert answer(404, {"error": error}) == Gone()


FAILURES: list[tuple[int, object]] = [
    (200, NOT_FOUND),
    (200, {}),
    (200, {"slug": "tea"}),
    (200, {"versions": {}}),
    (200, {**TEA, "slug": "coffee"}),
    (200, {**TEA, "slug": ["tea"]}),
    (200, {**TEA, "slug": ""}),
    (200, {**TEA, "error": "Database is busy"}),
    (200, {**TEA, "versions": None}),
    (200, {**TEA, "versions": "1.0"}),
    (200, {**TEA, "versions": ["1.0"]}),
    (200, [TEA]),
    (200, None),
    (200, "closed"),
    (404, {}),
    (404, []),
    (404, None),
    (404, TEA),
    (404, {"error": ""}),
    (404, {"error": True}),
    (404, {"error": {"code": "closed"}}),
    (404, {"code": "rest_no_route"}),
    (404, {**CLOSED, "slug": "coffee"}),
    (404, {"error": "Closed", "slug": "coffee"}),
    *((status, CLOSED) for status in (201, 301, 403, 410, 429, 500, 502, 503)),
    *((status, NOT_FOUND) for status in (400, 410, 500)),
    *((status, TEA) for status in (203, 206, 500)),
]


@pytest.mark.parametrize(("status", "data"), FAILURES)
def test_everything_else_is_a_failure(status: int, data: object) -> None:
    assert isinstance(answer(status, data), Failure)


@pytest.mark.parametrize("status", [200, 404, 500])
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html><title>404 Not Found</title>",
        b"N;",
        orjson.dumps(CLOSED)[:-1],
        orjson.dumps(CLOSED) + b"x",
        b"\xff\xfe",
        b"\x00" * 100,
        b"[" * 100_000,
        b'{"error": "closed", "x": NaN}',
        b'{"error": "closed", "x": "\\ud800"}',
    ],
)
def test_an_answer_that_isnt_json_is_a_failure(status: int, body: bytes) -> None:
    found = read_answer(status, body, package_type="plugin", slug="tea")

    assert isinstance(found, Failure)


def test_5000_versions_are_enough() -> None:
    versions = {f"1.{number}": ZIP for number in range(5000)}

    assert len(opened(versions=versions).urls) == 5000
    assert answer(200, {**TEA, "versions": {**versions, "2.0": ZIP}}) == Failure(
        "more than 5,000 versions"
    )


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
        ("requires", "requires_wordpress", 50),
        ("requires_php", "requires_php", 50),
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


ODD_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats()
    | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3)
    ),
    max_leaves=8,
)


ODD_FIELDS = st.dictionaries(st.sampled_from([*TEA, "sections"]), ODD_JSON, max_size=3)


@settings(deadline=None, derandomize=True)
@given(ODD_FIELDS)
def test_no_field_stops_a_package(data: dict[str, Any]) -> None:
    for package_type in PACKAGE_TYPES:
        opened_as(package_type, {**data, "slug": "tea", "versions": {}})


@settings(deadline=None, derandomize=True)
@given(
    st.integers(100, 599) | st.sampled_from([200, 404]),
    st.binary() | ODD_JSON.map(orjson.dumps),
)
def test_no_answer_raises(status: int, body: bytes) -> None:
    found = read_answer(status, body, package_type="plugin", slug="tea")

    assert isinstance(found, Failure)
