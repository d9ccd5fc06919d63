"""What a package's page says of its versions."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

import orjson

from packages.models import Package
from packages.models.package import Vendor
from packages.versions.acceptance import Reason
from packages.versions.grammar import Stability, normal_form, stability
from packages.versions.version_list import KeptVersion, from_json


class Version(NamedTuple):
    text: str
    time: datetime
    php: str
    stability: Stability


class Dropped(NamedTuple):
    text: str
    reason: str


def offered(package: Package) -> list[Version]:
    """Return the versions that Composer can install, the highest first."""
    return [_version(kept) for kept in from_json(package.versions)]


def dropped(package: Package) -> list[Dropped]:
    """
    Return what the directory lists and isn't offered here, with the reasons.

    A plugin's trunk is offered, as dev-trunk.
    """
    reasons: dict[str, str] = orjson.loads(package.dropped)
    return [
        Dropped(text, reason)
        for text, reason in reasons.items()
        if reason != Reason.TRUNK or package.vendor != Vendor.PLUGIN
    ]


def _version(kept: KeptVersion) -> Version:
    return Version(
        text=kept.version,
        time=datetime.fromisoformat(kept.time),
        php=kept.php,
        stability=stability(normal_form(kept.version) or kept.version),
    )
