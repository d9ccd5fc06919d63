"""Rows of packages as tests want them."""

from __future__ import annotations

from typing import Any

from packages.addresses import Addresses
from packages.repository.row import PackageRow
from packages.versions.version_list import KeptVersion, as_json

ADDRESSES = Addresses(
    packages="https://example.org/packages", metadata="https://cdn.example.org/packages"
)
RELEASED = "2026-01-02T03:04:05+00:00"
EARLIER = "2025-01-02T03:04:05+00:00"
FIRST = "2024-01-02T03:04:05+00:00"
VERSIONS = [
    KeptVersion("1.1", RELEASED, php="8.1"),
    KeptVersion("v1.0", EARLIER, url="https://downloads.wordpress.org/plugin/t.zip"),
]
TEXTS = {
    "description": "Tea for two.",
    "author": "Ada",
    "homepage": "https://a.example",
}


def plugin(*versions: KeptVersion, **fields: Any) -> PackageRow:
    """A plugin with two versions, or with these."""
    return row("wp-plugin", "plugin", versions or VERSIONS, fields)


def theme(*versions: KeptVersion, **fields: Any) -> PackageRow:
    return row("wp-theme", "theme", versions or VERSIONS[:1], fields)


def row(vendor: Any, package_type: Any, versions: Any, fields: Any) -> PackageRow:
    values = {
        "slug": "tea",
        "state": "open",
        "versions": as_json(versions),
        "trunk_revision": 7,
        "last_updated": RELEASED,
        "first_open_at": FIRST,
        **TEXTS,
        **fields,
    }
    return PackageRow(vendor=vendor, type=package_type, **values)
