"""Tests of list.json: which packages can be installed from here."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.packages.pages.repository import LAST_MODIFIED, Repository

TEA, TEAPOT, GARDEN = "wp-plugin/tea", "wp-plugin/teapot", "wp-theme/tea-garden"
pytestmark = pytest.mark.usefixtures("repository")


def names(client: Client, **query: Any) -> list[str]:
    response = client.get("/packages/list.json", query)
    assert response.status_code == 200
    found: list[str] = response.json()["packageNames"]
    return found


def test_all_of_it_is_the_file_of_the_build(
    client: Client, repository: Repository
) -> None:
    response = client.get("/packages/list.json")

    assert response.content == (repository.current / "list.json").read_bytes()
    assert response.headers["Last-Modified"] == LAST_MODIFIED
    headers = {"If-Modified-Since": LAST_MODIFIED}
    assert client.get("/packages/list.json", headers=headers).status_code == 304


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"filter": "wp-plugin/*"}, [TEA, TEAPOT]),
        ({"filter": "wp-plugin/tea"}, [TEA]),
        ({"filter": "*tea*"}, [TEA, TEAPOT, GARDEN]),
        ({"filter": "*/tea-*"}, [GARDEN]),
        ({"filter": "WP-Plugin/Tea"}, [TEA]),
        ({"filter": "tea"}, []),
        ({"filter": "wp-plugin/te?"}, []),
        ({"filter": "wp-plugin/[tea]*"}, []),
        ({"filter": "wp.plugin/tea"}, []),
        ({"vendor": "wp-theme"}, [GARDEN]),
        ({"vendor": "wp"}, []),
        ({"vendor": "wp-plugin", "filter": "wp-plugin/teap*"}, [TEAPOT]),
        ({"vendor": "wp-plugin", "filter": "wp-theme/*"}, []),
        ({"filter": "", "vendor": ""}, [TEA, TEAPOT, GARDEN]),
        ({"filter": "*" * 200}, [TEA, TEAPOT, GARDEN]),
        ({"filter": "*" * 201}, []),
        ({"vendor": "a" * 201}, []),
        ({"filter": ["tea", "wp-plugin/tea"]}, [TEA]),
        ({"filter": "\0\ufffd"}, []),
    ],
)
def test_a_query_chooses_from_it(
    client: Client, query: dict[str, Any], found: list[str]
) -> None:
    assert names(client, **query) == found


@pytest.mark.timeout(20)
def test_no_pattern_takes_long(client: Client) -> None:
    assert names(client, filter="*a" * 99 + "b") == []
    assert names(client, filter="*e" * 99) == []
