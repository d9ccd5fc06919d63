"""Tests what each answer of WordPress.org's API is taken for."""

from __future__ import annotations

from datetime import UTC, date, datetime

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packages.wordpress_org.answers import (
    Closed,
    ClosedForGood,
    Failure,
    Gone,
    Open,
    read_answer,
)
from tests.packages.answers import (
    CLOSED,
    FOR_GOOD,
    NOT_FOUND,
    TEA,
    ZIP,
    answer,
    opened,
)
from tests.packages.odd_json import ODD_JSON


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


@settings(deadline=None, derandomize=True)
@given(
    st.integers(100, 599) | st.sampled_from([200, 404]),
    st.binary() | ODD_JSON.map(orjson.dumps),
)
def test_no_answer_raises(status: int, body: bytes) -> None:
    found = read_answer(status, body, package_type="plugin", slug="tea")

    assert isinstance(found, Failure)
