"""
What WordPress.org's API says of one package.

An outage is never a closure: only its own JSON says "closed" or "gone"; anything else is a failure, after which
everything stays as it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import orjson

from packages.addresses import PackageType
from packages.wordpress_org import fields

MOST_VERSIONS = 5000
FOR_GOOD = "This closure is permanent."


@dataclass(frozen=True)
class Open:
    urls: Mapping[str, str]  # version → its zip
    display_name: str = ""
    description: str = ""
    author: str = ""
    homepage: str = ""
    directory_version: str = ""
    requires_wordpress: str = ""
    requires_php: str = ""
    requires_plugins: str = ""
    active_installs: int = 0
    downloads: int = 0
    rating: int | None = None
    num_ratings: int = 0
    last_updated: datetime | None = None


@dataclass(frozen=True)
class Closed:
    closed_on: date | None
    reason: str


@dataclass(frozen=True)
class ClosedForGood(Closed):
    """Asked again by name only."""


@dataclass(frozen=True)
class Gone:
    """The directory doesn't know the name."""


@dataclass(frozen=True)
class Failure:
    """No answer about the package."""

    reason: str


Answer = Open | Closed | ClosedForGood | Gone | Failure


def read_answer(
    status: int, body: bytes, *, package_type: PackageType, slug: str
) -> Answer:
    if status not in (200, 404):
        return Failure(f"status {status}")
    try:
        data = orjson.loads(body)
    except orjson.JSONDecodeError:
        return Failure(f"status {status} without JSON")
    if not isinstance(data, dict):
        return Failure(f"status {status} without a JSON object")
    return _read_object(status, data, package_type, slug)


def _read_object(
    status: int, data: dict[str, Any], package_type: PackageType, slug: str
) -> Answer:
    if _is_about_another(data, slug):
        return Failure("the answer is about another package")
    match status, data.get("error"):
        case _, "closed":
            return _closed(data)
        case 404, str(error) if error:
            return Gone()
        case 200, None | False | "" if data.get("slug"):
            return _open(data, package_type)
        case _:
            return Failure(f"status {status} with an unknown object")


def _is_about_another(data: dict[str, Any], slug: str) -> bool:
    named = data.get("slug") or slug
    return not isinstance(named, str) or named.lower() != slug.lower()


def _closed(data: dict[str, Any]) -> Closed:
    description = data.get("description")
    for_good = isinstance(description, str) and FOR_GOOD in description
    return (ClosedForGood if for_good else Closed)(
        closed_on=fields.day(data.get("closed_date")),
        reason=fields.plain_text(data.get("reason_text"), 200),
    )


def _open(data: dict[str, Any], package_type: PackageType) -> Open | Failure:
    versions = data.get("versions")
    if versions == []:  # how PHP writes a map that is empty
        versions = {}
    if not isinstance(versions, dict):
        return Failure("the answer has no map of versions")
    if len(versions) > MOST_VERSIONS:
        return Failure(f"more than {MOST_VERSIONS:,} versions")
    return Open(
        urls={
            text: url if isinstance(url, str) else "" for text, url in versions.items()
        },
        display_name=fields.plain_text(data.get("name"), 300),
        description=_description(data, package_type),
        author=_author(data.get("author")),
        homepage=fields.web_address(data.get("homepage"), 2000),
        directory_version=fields.plain_text(data.get("version"), 50),
        requires_wordpress=fields.plain_text(data.get("requires"), 200),
        requires_php=fields.plain_text(data.get("requires_php"), 50),
        requires_plugins=fields.words(data.get("requires_plugins"), 200),
        active_installs=fields.number(data.get("active_installs")),
        downloads=fields.number(data.get("downloaded")),
        rating=fields.percentage(data.get("rating")),
        num_ratings=fields.number(data.get("num_ratings")),
        last_updated=fields.moment(data.get("last_updated")),
    )


def _description(data: dict[str, Any], package_type: PackageType) -> str:
    """Return the short text; themes have none, and say it in a section."""
    short = fields.plain_text(data.get("short_description"), 1000)
    if short or package_type == "plugin":
        return short
    return fields.plain_text(
        fields.mapping(data.get("sections")).get("description"), 1000
    )


def _author(value: object) -> str:
    """Return the name: a plugin's is a link, a theme's an object."""
    if isinstance(value, dict):
        names = (value.get(key) for key in ("display_name", "author", "user_nicename"))
        return next(filter(None, (fields.plain_text(name, 200) for name in names)), "")
    return fields.plain_text(value, 200)
