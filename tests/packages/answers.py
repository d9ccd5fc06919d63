"""What WordPress.org's API answers about one plugin, tea."""

from __future__ import annotations

from typing import Any

import orjson

from packages.addresses import PackageType
from packages.wordpress_org.answers import Answer, Open, read_answer

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
