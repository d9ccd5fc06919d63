"""
One package → its files below `p2/`.

The same row and addresses give the same bytes, in any process and at any time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import orjson

from packages.addresses import Addresses
from packages.repository.entries import (
    CLOSED,
    marker_entry,
    marker_name,
    tagged_entries,
    trunk_entry,
)
from packages.repository.minify import FORMAT, Entry, minify
from packages.repository.row import PackageRow

CLOSED_LIST = "wordpress-closed"


@dataclass(frozen=True, slots=True)
class Documents:
    """The bytes of each file; None: there is no such file."""

    tagged: bytes | None = None
    dev: bytes | None = None
    marker: bytes | None = None

    def files(self, name: str) -> Iterator[tuple[str, bytes]]:
        """Yield each file by its path below `p2/`."""
        suffixes = {"": self.tagged, "~dev": self.dev, f".{CLOSED}": self.marker}
        for suffix, content in suffixes.items():
            if content is not None:
                yield f"{name}{suffix}.json", content


def documents(row: PackageRow, addresses: Addresses) -> Documents:
    """
    Return the files of a package that is or was open here.

    One that isn't open any more keeps its name: otherwise Composer would take the name from any other repository.
    """
    if not row.was_open:
        return Documents()
    if row.state == "gone":
        return Documents(tagged=nothing(row.name))
    trunk = trunk_entry(row, addresses)
    dev = [trunk] if trunk else []
    tagged = tagged_entries(row, addresses) or dev
    if not tagged:
        return Documents()
    return Documents(
        tagged=_document(row, tagged, addresses),
        dev=_document(row, dev, addresses) if dev else None,
        marker=_marker(row) if row.is_closed else None,
    )


def as_bytes(data: Any) -> bytes:
    return orjson.dumps(data, option=orjson.OPT_SORT_KEYS)


def _document(row: PackageRow, entries: list[Entry], addresses: Addresses) -> bytes:
    closed = {"filter": {CLOSED_LIST: [_closed(row, addresses)]}}
    return as_bytes(
        {
            "minified": FORMAT,
            "packages": {row.name: minify(entries)},
            **(closed if row.is_closed else {}),
        }
    )


def nothing(name: str) -> bytes:
    """Return the file of a package that is gone: nobody else's may have its name."""
    return as_bytes({"packages": {name: []}})


def _marker(row: PackageRow) -> bytes:
    entries = minify([marker_entry(row)])
    return as_bytes({"minified": FORMAT, "packages": {marker_name(row): entries}})


def _closed(row: PackageRow, addresses: Addresses) -> dict[str, str]:
    for_good = " for good" if row.state == "closed_for_good" else ""
    since = f" since {row.closed_on}" if row.closed_on else ""
    reason = f": {row.closed_reason}" if row.closed_reason else ""
    return {
        "constraint": "*",
        "reason": f"Closed on WordPress.org{for_good}{since}{reason}",
        "url": addresses.page(row.name),
    }
