"""Any number of packages, as WordPress.org has them, straight into the database: 6 plugins to a theme, 19.6 versions each on average."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from random import Random

from django.db import transaction

from packages.models import Package
from packages.models.package import State, Type, Vendor
from packages.router import ALIAS
from packages.versions.times import as_text
from packages.versions.version_list import KeptVersion, as_json

SEED = 10
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
BATCH = 500
MEAN_VERSIONS = 19.6
MOST = 500
THEMES = 1 / 7
WORDS = [
    "Adds",
    "a",
    "small",
    "and",
    "accessible",
    "block",
    "to",
    "your",
    "pages",
    "that",
    "shows",
    "visitors",
    "what",
    "they",
    "look",
    "for",
    "with",
    "forms",
    "images",
    "maps",
    "events",
    "prices",
    "reviews",
    "and",
    "links",
    "in",
    "every",
    "language",
]


def store_packages(number: int, seed: int = SEED) -> None:
    packages = generated(number, seed)
    with transaction.atomic(using=ALIAS):
        while batch := list(islice(packages, BATCH)):
            Package.objects.bulk_create(batch)


def generated(number: int, seed: int = SEED) -> Iterator[Package]:
    """Yield packages that aren't stored; the same seed gives the same ones."""
    chance = Random(seed)  # noqa: S311 - nothing secret
    for index in range(number):
        yield _package(index, chance)


def _package(index: int, chance: Random) -> Package:
    is_theme = chance.random() < THEMES
    versions = _versions(chance)
    package = Package(
        vendor=Vendor.THEME if is_theme else Vendor.PLUGIN,
        slug="-".join([*chance.sample(WORDS, 2), str(index)]).lower(),
        type=Type.THEME if is_theme else Type.PLUGIN,
        state=State.OPEN,
        display_name=" ".join(chance.sample(WORDS, 3)).title(),
        description=" ".join(chance.choices(WORDS, k=chance.randint(5, 25))),
        author=" ".join(chance.sample(WORDS, 2)).title(),
        homepage=f"https://{chance.choice(WORDS).lower()}.example/{index}",
        directory_version=versions[0].version,
        current_version=versions[0].version,
        active_installs=int(10 ** (chance.random() * 6)),
        versions=as_json(versions),
        trunk_revision=None if is_theme else 1_000_000 + index,
        last_updated=datetime.fromisoformat(versions[0].time),
        first_open_at=NOW,
        asked_at=NOW,
        synced_at=NOW,
    )
    package.set_input_hash()
    return package


def _versions(chance: Random) -> list[KeptVersion]:
    """Return at least one, highest first; most packages have a few, some have hundreds."""
    number = 1 + min(int(chance.expovariate(1 / (MEAN_VERSIONS - 0.5))), MOST)
    php = chance.choice(["", "", "7.4", "8.1"])
    latest = NOW - timedelta(minutes=chance.randrange(4_000_000))
    return [
        KeptVersion(
            version=f"{1 + left // 20}.{left % 20}",
            time=as_text(latest - timedelta(days=30 * (number - left))),
            php=php if left > number / 2 else "",
        )
        for left in range(number, 0, -1)
    ]
