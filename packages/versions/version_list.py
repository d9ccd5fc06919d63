"""Which versions of the directory's answer are kept, and what is known of each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import NamedTuple

import orjson

from packages.addresses import Addresses, PackageType
from packages.versions.acceptance import Reason, reason_against
from packages.versions.grammar import normal_form
from packages.versions.release import Release, is_stable, read_release
from packages.versions.times import as_text

PHP_VERSION = re.compile(r"\d{1,3}(\.\d{1,3}){0,2}", re.ASCII)


class KeptVersion(NamedTuple):
    version: str  # as the author wrote it: it is the name of the tag too
    time: str
    url: str = ""  # only where it can't be derived
    php: str = ""
    shasum: str = ""  # only of our own zips


@dataclass(frozen=True)
class Offer:
    """What the directory says now."""

    type: PackageType
    slug: str
    urls: Mapping[str, str]  # version → its zip
    directory_version: str = ""
    requires_php: str = ""
    last_updated: datetime | None = None


@dataclass(frozen=True)
class History:
    """What was known before the answer came."""

    now: datetime
    first_fetch: bool = False
    versions: Sequence[KeptVersion] = ()
    tag_times: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class VersionList:
    kept: list[KeptVersion]  # highest first
    dropped: dict[str, Reason]

    @property
    def pending(self) -> list[str]:
        """Return what the author tagged and the directory doesn't offer yet."""
        return [text for text, why in self.dropped.items() if why == Reason.PENDING]

    @property
    def current(self) -> str:
        """Return the highest stable version, or else the highest."""
        texts = [kept.version for kept in self.kept]
        return next(filter(is_stable, texts), texts[0] if texts else "")


def version_list(offer: Offer, history: History, addresses: Addresses) -> VersionList:
    releases, dropped = _offered(offer, addresses)
    chosen = _one_of_each(releases, offer.directory_version)
    dropped |= {
        release.text: Reason.SAME_VERSION
        for release in releases
        if release not in chosen
    }
    known = {kept.version: kept for kept in history.versions}
    kept = [
        _kept(release, offer, history, known.get(release.text), addresses)
        for release in sorted(chosen, key=Release.rank, reverse=True)
    ]
    return VersionList(kept, dict(sorted(dropped.items())))


def as_json(versions: Iterable[KeptVersion]) -> str:
    """Write the versions as the package's row holds them, without what is empty."""
    entries = [
        {name: value for name, value in kept._asdict().items() if value}
        for kept in versions
    ]
    return orjson.dumps(entries).decode()


def from_json(text: str) -> list[KeptVersion]:
    return [KeptVersion(**entry) for entry in orjson.loads(text)]


def _offered(
    offer: Offer, addresses: Addresses
) -> tuple[list[Release], dict[str, Reason]]:
    ceiling = read_release(offer.directory_version)
    releases, dropped = [], {}
    for text, url in offer.urls.items():
        reason = reason_against(text)  # first: a text may be as long as the answer
        release = None if reason else read_release(text)
        if reason:
            dropped[text] = reason
        elif not addresses.is_zip(url, offer.type):
            dropped[text] = Reason.ADDRESS
        elif release and ceiling and release.stable and release.key > ceiling.key:
            dropped[text] = Reason.PENDING
        elif release:
            releases.append(release)
    return releases, dropped


def _one_of_each(releases: Iterable[Release], own: str) -> set[Release]:
    """Choose one of the texts that Composer reads as the same version."""
    same = defaultdict(list)
    for release in releases:
        same[release.normal].append(release)
    return {min(these, key=partial(_unlikeliness, own=own)) for these in same.values()}


def _unlikeliness(release: Release, own: str) -> tuple[bool, bool, int, str]:
    text = release.text
    return text != own, text[0] in "vV", -len(text), text


def _kept(
    release: Release,
    offer: Offer,
    history: History,
    known: KeptVersion | None,
    addresses: Addresses,
) -> KeptVersion:
    text, url = release.text, offer.urls[release.text]
    derived = addresses.zip(offer.type, offer.slug, text)
    seen = known.time if known else _seen(offer, history)
    return KeptVersion(
        version=text,
        time=history.tag_times.get(text, seen),
        url="" if url == derived else url,
        php=_php(release, offer) or (known.php if known else ""),
    )


def _seen(offer: Offer, history: History) -> str:
    """Return when a version was there at the latest; the directory's clock may be wrong."""
    if history.first_fetch and offer.last_updated:
        return as_text(min(offer.last_updated, history.now))
    return as_text(history.now)


def _php(release: Release, offer: Offer) -> str:
    """Return the PHP it needs; the directory says it of the version it offers alone."""
    offered = release.normal == normal_form(offer.directory_version)
    readable = PHP_VERSION.fullmatch(offer.requires_php)
    return offer.requires_php if offered and readable else ""
