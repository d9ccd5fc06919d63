"""Tests that no request breaks the repository, whatever is in it."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pytest
from django.core.cache import caches
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from packages.models import InstallMonth, MetadataChange
from packages.router import ALIAS
from tests.packages.pages.repository import Repository
from tests.packages.pages.stored import FIRST, closed, package
from tests.stress import rounds

pytestmark = pytest.mark.django_db(databases=[ALIAS])

PARTS = [
    *("packages.json", "list.json", "p2", "dist", "restart", "metadata"),
    *("changes.json", "search.json", "closed.json", "stats", "downloads", "health"),
    *("wp-plugin", "wp-theme", "tea.json", "tea~dev.json", "tea", "tea.zip"),
    *("..", ".", "", "~dev", ".json", "%2e%2e", "a" * 300, "\0", "Tea.json"),
]
NAMES = ["q", "type", "page", "since", "filter", "vendor", "other"]
VALUES = [
    *("tea", "wp-plugin/*", "wordpress-plugin", "plugin", "1", "0", "-1", "2026-01-02"),
    *('"', "*", "NEAR(a b)", "a OR", "slug:tea", "(", "^", "1" + "0" * 30, "a" * 201),
    *(
        "[",
        "?",
        "**",
        "1e5",
        "0x1",
        "٣",
        "\0",
        "2026-02-30",
        "9999-12-31",
        "0001-01-01",
    ),
]
any_bytes = st.binary(max_size=40)
parts = st.sampled_from(PARTS).map(str.encode) | any_bytes
paths = st.lists(parts, max_size=5).map(b"/".join) | st.sampled_from(
    [
        *(b"list.json", b"search.json", b"metadata/changes.json", b"closed.json"),
        *(b"stats/wp-plugin/tea.json", b"p2/wp-plugin/tea.json", b"health"),
    ]
)
values = st.sampled_from(VALUES).map(str.encode) | any_bytes
queries = st.lists(st.tuples(st.sampled_from(NAMES), values), max_size=4)
methods = st.sampled_from(["GET", "GET", "GET", "HEAD", "POST", "PUT", "OPTIONS"])
texts = st.sampled_from(["*", '"a"', "W/", "Fri, 02 Jan 2026 03:04:05 GMT"]) | st.text(
    st.characters(min_codepoint=32, max_codepoint=255), max_size=30
)
headers = st.dictionaries(
    st.sampled_from(
        [
            *("If-None-Match", "If-Modified-Since", "If-Match", "If-Unmodified-Since"),
            *("Range", "Accept", "Cookie", "User-Agent", "X-Forwarded-For"),
        ]
    ),
    texts,
    max_size=3,
)
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(), max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner)
    ),
    max_leaves=8,
)
entries = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from(["wp-plugin/tea", "wp-plugin/", "/", ""]) | json_values,
        "version": st.sampled_from(["1.0.0.0", "dev-trunk", ""]) | json_values,
    },
)
bodies = st.fixed_dictionaries({"downloads": st.lists(entries | json_values)})


def as_json(body: Any) -> bytes:
    """Write it as anybody could: with halves of surrogates, and numbers without end."""
    return json.dumps(body).encode()


EXPECTED = {200, 304, 404, 405, 412}
many = settings(
    max_examples=rounds(short=300, full=10_000),
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture(autouse=True)
def world(repository: Repository) -> None:
    tea = package(
        "tea", description="A pot of tea.", versions='[{"version": "1.0", "time": ""}]'
    )
    closed("coffee")
    InstallMonth.objects.create(package=tea, month=FIRST, installs=1)
    MetadataChange.objects.create(name=tea.name, action="update", at_ms=1)


@many
@given(methods, paths, queries, headers)
def test_every_request_is_answered(
    client: Client,
    method: str,
    path: bytes,
    query: list[tuple[str, bytes]],
    headers: dict[str, str],
) -> None:
    asked = "&".join(f"{name}={quote(value)}" for name, value in query)

    response = client.generic(
        method, f"/packages/{quote(path)}", QUERY_STRING=asked, headers=headers
    )

    assert response.status_code in EXPECTED
    assert not response.cookies
    assert "Location" not in response.headers


@many
@given(st.binary(max_size=200) | bodies.map(as_json))
def test_every_telling_is_thanked_for(client: Client, body: bytes) -> None:
    caches["counts"].clear()  # else only the first 60 would reach the database

    response = client.post("/packages/downloads", body, "application/json")

    assert (response.status_code, response.json()) == (200, {"status": "ok"})
