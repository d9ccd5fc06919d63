"""Asks WordPress.org's API for one package."""

from __future__ import annotations

from packages.addresses import PackageType
from packages.wordpress_org.answers import Answer, Failure, read_answer
from packages.wordpress_org.http import Session
from packages.wordpress_org.xml import UnreadableAnswer

WANTED = [
    "versions",
    "active_installs",
    "requires",
    "requires_php",
    "requires_plugins",
    "homepage",
    "last_updated",
    "author",
]
UNWANTED = [
    "description",
    "reviews",
    "banners",
    "icons",
    "ratings",
    "contributors",
    "tags",
    "screenshots",
]
DESCRIBED_BY = {"plugin": "short_description", "theme": "sections"}


def ask(session: Session, package_type: PackageType, slug: str) -> Answer:
    """Return what WordPress.org says; without an answer a Failure, after many of them WordPressOrgDown."""
    url = f"{session.sources.api}/{package_type}s/info/1.2/"
    limit, query = session.patience.short, question(package_type, slug)
    try:
        with session.asking("GET", url, limit, query=query) as answer:
            found = read_answer(
                answer.status, answer.read(), package_type=package_type, slug=slug
            )
            if isinstance(found, Failure):
                raise UnreadableAnswer(found.reason)
            return found
    except UnreadableAnswer as error:
        return Failure(str(error))


def question(package_type: PackageType, slug: str) -> dict[str, str]:
    wanted = [*WANTED, DESCRIBED_BY[package_type]]
    unwanted = [*UNWANTED, *(["sections"] if package_type == "plugin" else [])]
    return {
        "action": f"{package_type}_information",
        "request[slug]": slug,
        **{f"request[fields][{field}]": "true" for field in wanted},
        **{f"request[fields][{field}]": "false" for field in unwanted},
    }
