"""WordPress.org's directory as its API tells it: packages made from a seed, or one by one."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

from packages.addresses import PackageType

NUMBERS = [f"{major}.{minor}" for major in range(1, 9) for minor in range(10)]
ODD_VERSIONS = ["v0.9", "1.0-beta2", "0.9.b", "latest", "20100102", "0.1 alpha"]
WORDS = ["tea", "coffee", "milk", "cake", "form", "cart", "mail", "gift", "map"]


@dataclass(slots=True)
class Listed:
    """A package that the directory knows; `fields` are raw ones, in place of its own."""

    package_type: PackageType
    slug: str
    versions: list[str]
    version: str
    state: Literal["open", "closed", "closed_for_good"] = "open"
    reason: str = "Security Issue"
    closed_on: str = "2026-03-01"
    installs: int = 100
    updated: datetime = datetime(2026, 1, 2, 15, 4, tzinfo=UTC)
    fields: dict[str, Any] = field(default_factory=dict)


def generated(package_type: PackageType, number: int, seed: int) -> Listed:
    """Return a package with 19.6 versions on average, some of which no Composer understands."""
    chance = random.Random(f"{seed}/{package_type}/{number}")  # noqa: S311  no secret
    count = min(1 + int(chance.expovariate(1 / 18.6)), len(NUMBERS))
    versions = NUMBERS[:count]
    if chance.random() < 0.1:
        versions = [chance.choice(ODD_VERSIONS), *versions]
    slug = f"{chance.choice(WORDS)}-{chance.choice(WORDS)}-{number}"
    installs = int(10 ** chance.uniform(0, 6))
    return Listed(package_type, slug, versions, NUMBERS[count - 1], installs=installs)


def answer(listed: Listed | None, package_type: str, downloads: str) -> tuple[int, Any]:
    """Return the status and the data of an answer."""
    if listed is None:
        return 404, {"error": f"{package_type.capitalize()} not found."}
    if listed.state != "open":
        return 404, _closed(listed)
    return 200, {**_open(listed, downloads), **listed.fields}


def _open(listed: Listed, downloads: str) -> dict[str, Any]:
    folder = f"{downloads}/{listed.package_type}/{listed.slug}"
    urls = {version: f"{folder}.{version}.zip" for version in listed.versions}
    if listed.package_type == "plugin":
        urls["trunk"] = f"{folder}.zip"
    name = listed.slug.replace("-", " ").title()
    return {
        "name": name,
        "slug": listed.slug,
        "version": listed.version,
        "requires": "6.1",
        "requires_php": "7.4",
        "rating": 90,
        "num_ratings": 12,
        "active_installs": listed.installs,
        "downloaded": 20 * listed.installs,
        "homepage": f"https://example.org/{listed.slug}",
        "versions": urls or [],
        **(_of_plugin if listed.package_type == "plugin" else _of_theme)(listed, name),
    }


def _of_plugin(listed: Listed, name: str) -> dict[str, Any]:
    return {
        "author": '<a href="https://example.org/ada">Ada Lovelace</a>',
        "requires_plugins": [],
        "last_updated": f"{listed.updated:%Y-%m-%d %-I:%M%p}".lower() + " GMT",
        "short_description": f"{name} for everybody.",
    }


def _of_theme(listed: Listed, name: str) -> dict[str, Any]:
    return {
        "author": {"user_nicename": "ada", "display_name": "Ada Lovelace"},
        "last_updated": listed.updated.strftime("%Y-%m-%d"),
        "sections": {"description": f"{name} for everybody."},
    }


def _closed(listed: Listed) -> dict[str, Any]:
    for_good = listed.state == "closed_for_good"
    permanent = " This closure is permanent." if for_good else ""
    return {
        "error": "closed",
        "name": listed.slug,
        "slug": listed.slug,
        "description": f"This plugin has been closed.{permanent} Reason: {listed.reason}.",
        "closed": True,
        "closed_date": listed.closed_on,
        "reason": "security-issue",
        "reason_text": listed.reason,
    }
