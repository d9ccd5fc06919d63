"""Tests the repository's first file."""

from __future__ import annotations

import orjson

from packages.repository.packages_json import packages_json
from tests.packages.rows import ADDRESSES


def test_it_says_where_everything_is() -> None:
    assert orjson.loads(packages_json(ADDRESSES)) == {
        "packages": [],
        "metadata-url": "https://cdn.example.org/packages/p2/%package%.json",
        "metadata-changes-url": "https://example.org/packages/metadata/changes.json",
        "notify-batch": "https://example.org/packages/downloads",
        "search": "https://example.org/packages/search.json?q=%query%&type=%type%",
        "list": "https://example.org/packages/list.json",
        "available-package-patterns": ["wp-plugin/*", "wp-theme/*", "restart/*"],
        "filter": {"metadata": True, "lists": {"wordpress-closed": {"enabled": True}}},
        "warning": "Composer 1 can't read this repository. Please use Composer 2.",
        "warning-versions": "<1.999",
    }


def test_its_bytes_are_always_the_same() -> None:
    content = packages_json(ADDRESSES)

    assert content == packages_json(ADDRESSES)
    assert content == orjson.dumps(orjson.loads(content), option=orjson.OPT_SORT_KEYS)
