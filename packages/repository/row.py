"""What of a package's row reaches the repository, and nothing else."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

import orjson

from packages.addresses import Addresses, PackageType

Vendor = Literal["wp-plugin", "wp-theme", "restart"]
State = Literal["new", "open", "closed", "closed_for_good", "gone"]

FORMAT = 1  # of the files; another number makes the next build write all of them


@dataclass(frozen=True, slots=True)
class PackageRow:
    vendor: Vendor
    slug: str
    type: PackageType
    state: State
    versions: str = "[]"  # JSON, as packages.versions.version_list writes it
    description: str = ""
    author: str = ""
    homepage: str = ""
    trunk_revision: int | None = None
    last_updated: str = ""  # times as packages.versions.times writes them
    first_open_at: str = ""  # "": it was never open here
    closed_on: str = ""  # 2026-01-02
    closed_reason: str = ""

    @property
    def name(self) -> str:
        return f"{self.vendor}/{self.slug}"

    @property
    def is_closed(self) -> bool:
        return self.state in ("closed", "closed_for_good")

    @property
    def was_open(self) -> bool:
        return self.state == "open" or bool(self.first_open_at)


def input_hash(row: PackageRow) -> str:
    """Two rows with one hash have the same files, as long as the settings are the same."""
    return hashlib.sha256(orjson.dumps(row)).hexdigest()


def settings_hash(addresses: Addresses) -> str:
    return hashlib.sha256(orjson.dumps([FORMAT, addresses])).hexdigest()
