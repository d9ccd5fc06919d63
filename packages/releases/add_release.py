"""Our own plugin and theme: a zip becomes a version that Composer can install."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from packages.exceptions import PackagesError
from packages.models import Package
from packages.models.package import State, Vendor
from packages.releases.header import Release, read_release
from packages.releases.store import store
from packages.releases.zip_file import LARGEST, OurZip, UnsafeZip
from packages.router import ALIAS
from packages.versions.grammar import normal_form
from packages.versions.order import Key, order_key
from packages.versions.times import as_text
from packages.versions.version_list import (
    KeptVersion,
    VersionList,
    as_json,
    from_json,
)


@dataclass(frozen=True)
class Added:
    package: Package
    version: str
    is_new: bool


def add_release(path: Path) -> Added:
    """Keep the zip, and its version in the package's row. The next build offers it."""
    content = _read(path)
    try:
        release = read_release(OurZip(content))
    except PackagesError as exc:
        raise PackagesError(f"{path} can't be added. {exc}") from exc
    # Composer checks this sum; it knows no other one.
    shasum = hashlib.sha1(content, usedforsecurity=False).hexdigest()
    with transaction.atomic(using=ALIAS):
        package, _ = Package.objects.get_or_create(
            vendor=Vendor.OURS, slug=release.slug, defaults={"type": release.type}
        )
        versions = from_json(package.versions)
        known = _known(versions, release, shasum)
        version = known or _kept(release, shasum)
        store(content, release.slug, version)  # first: what a row names is there
        if not known:
            _offer(package, release, [*versions, version])
    return Added(package, version.version, is_new=not known)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as exc:
        raise PackagesError(f"{path} can't be read: {exc.strerror}.") from exc
    if len(content) > LARGEST:
        raise UnsafeZip(f"{path} can't be added. It has more than {LARGEST:,} bytes.")
    return content


def _known(
    versions: list[KeptVersion], release: Release, shasum: str
) -> KeptVersion | None:
    """Return the version if these bytes were added before."""
    normal = normal_form(release.version)
    for known in versions:
        if normal_form(known.version) == normal and known.shasum != shasum:
            raise PackagesError(
                f"{release.slug} {known.version} was added before, with other bytes, and "
                "may be installed somewhere. Give the release a version of its own."
            )
        if known.shasum == shasum:
            return known
    return None


def _kept(release: Release, shasum: str) -> KeptVersion:
    return KeptVersion(
        version=release.version,
        time=as_text(timezone.now()),
        php=release.requires_php,
        shasum=shasum,
    )


def _offer(package: Package, release: Release, versions: list[KeptVersion]) -> None:
    kept = VersionList(sorted(versions, key=_rank, reverse=True), dropped={})
    package.versions = as_json(kept.kept)
    package.current_version = package.directory_version = kept.current
    if kept.current == release.version:
        _describe(package, release)
    _is_open(package, timezone.now())
    package.set_input_hash()
    package.save()


def _rank(version: KeptVersion) -> tuple[Key, str]:
    return order_key(normal_form(version.version) or ""), version.version


def _describe(package: Package, release: Release) -> None:
    package.display_name = release.display_name
    package.description = release.description
    package.author = release.author
    package.requires_wordpress = release.requires_wordpress


def _is_open(package: Package, now: datetime) -> None:
    if package.state != State.OPEN:
        package.state, package.state_since = State.OPEN, now
    package.first_open_at = package.first_open_at or now
    package.last_updated = package.changed_at = package.synced_at = now
