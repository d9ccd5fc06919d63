"""Installations by Composer, told by it → InstallEvent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

import orjson
from django.db.models import Q
from django.utils.crypto import salted_hmac

from packages.models import InstallEvent, Package
from packages.models.package import Vendor
from packages.repository.entries import TRUNK
from packages.versions.grammar import normal_form
from packages.versions.version_list import from_json
from packages.wordpress_org.names import is_package_name


class Install(NamedTuple):
    name: str
    version: str  # in Composer's normal form: 1.1.0.0


class Caller(NamedTuple):
    """It only goes into digests, and is stored nowhere."""

    address: str
    user_agent: str


def store(installs: Iterable[Install], caller: Caller, now: datetime) -> None:
    """Store each installation of what is known here, unless it was told in this hour."""
    InstallEvent.objects.bulk_create(
        [
            InstallEvent(
                package=package,
                version=version,
                dedupe_key=_key(caller, now, package, version),
                created_at=now,
            )
            for package, version in _known(installs)
        ],
        ignore_conflicts=True,
    )


def _known(installs: Iterable[Install]) -> Iterator[tuple[Package, str]]:
    """Yield each package with the version as its author wrote it."""
    told = defaultdict(set)
    for name, version in installs:
        told[name].add(version)
    for package in _packages(told):
        kept = _kept_versions(package)
        for normal in told[package.name] & kept.keys():
            yield package, kept[normal]


def _packages(names: Iterable[str]) -> Iterable[Package]:
    slugs = defaultdict(list)
    for name in names:
        vendor, _, slug = name.partition("/")
        if vendor in Vendor.values and is_package_name(slug):
            slugs[vendor].append(slug)
    wanted = [Q(vendor=vendor, slug__in=those) for vendor, those in slugs.items()]
    if not wanted:
        return []
    packages = Package.objects.only("vendor", "slug", "versions")
    return packages.filter(Q(*wanted, _connector=Q.OR))


def _kept_versions(package: Package) -> dict[str, str]:
    """Map the normal form of each version that was offered to the text it was made of."""
    texts = [kept.version for kept in from_json(package.versions)]
    if package.vendor == Vendor.PLUGIN:
        texts.append(TRUNK)
    return {normal: text for text in texts if (normal := normal_form(text))}


def _key(caller: Caller, now: datetime, package: Package, version: str) -> str:
    """Return the same text for the same installation, told twice in an hour."""
    parts = [f"{now:%Y-%m-%d %H}", *caller, package.name, version]
    digest = salted_hmac("packages.installs", orjson.dumps(parts), algorithm="sha256")
    return digest.hexdigest()
