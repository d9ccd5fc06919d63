"""One package → its entries: what Composer reads of each version."""

from __future__ import annotations

from packages.addresses import Addresses
from packages.repository.minify import Entry
from packages.repository.row import PackageRow
from packages.versions.version_list import KeptVersion, from_json

CLOSED = "closed-on-wordpress.org"  # after a dot, which no name of WordPress.org has
INSTALLERS = {"composer/installers": "~1.0|~2.0"}
DIRECTORY = "https://wordpress.org"
TRUNK = "dev-trunk"


def marker_name(row: PackageRow) -> str:
    """Name what a closed package requires, and nobody offers in a version that would do."""
    return f"{row.name}.{CLOSED}"


def tagged_entries(row: PackageRow, addresses: Addresses) -> list[Entry]:
    common = _common(row, addresses)
    require = _require(row)
    return [
        {
            **common,
            "version": kept.version,
            "dist": _dist(row, kept, addresses),
            **_source(row, _tag(row, kept.version), addresses),
            "require": {**require, "php": f">={kept.php}"} if kept.php else require,
            "time": kept.time,
            "published-time": kept.time,
        }
        for kept in from_json(row.versions)
    ]


def trunk_entry(row: PackageRow, addresses: Addresses) -> Entry | None:
    """Return dev-trunk. It has no zip: the bytes under its one address change."""
    if row.vendor != "wp-plugin":
        return None
    time = row.last_updated or row.first_open_at
    revision = f"@{row.trunk_revision}" if row.trunk_revision else ""
    return {
        **_common(row, addresses),
        "version": TRUNK,
        **_source(row, f"trunk{revision}", addresses),
        "require": _require(row),
        "time": time,
        "published-time": time,
    }


def marker_entry(row: PackageRow) -> Entry:
    """Return the one version of the marker. It is old, so that no cooldown hides it."""
    time = "1970-01-01T00:00:00+00:00"
    return {
        "name": marker_name(row),
        "version": "0.0.0",
        "type": "metapackage",
        "description": f"{row.name} is closed on WordPress.org.",
        "time": time,
        "published-time": time,
    }


def _common(row: PackageRow, addresses: Addresses) -> Entry:
    texts = {"description": row.description, "homepage": row.homepage}
    return {
        "name": row.name,
        "type": f"wordpress-{row.type}",
        "support": _support(row, addresses),
        **{key: text for key, text in texts.items() if text},
        **({"authors": [{"name": row.author}]} if row.author else {}),
        **({"abandoned": True} if row.is_closed else {}),
    }


def _require(row: PackageRow) -> dict[str, str]:
    return {**INSTALLERS, marker_name(row): ">=1"} if row.is_closed else INSTALLERS


def _support(row: PackageRow, addresses: Addresses) -> dict[str, str]:
    if row.vendor == "restart":
        return {"docs": addresses.page(row.name)}
    return {
        "source": addresses.svn(row.type, row.slug),
        "issues": f"{DIRECTORY}/support/{row.type}/{row.slug}/",
        "docs": f"{DIRECTORY}/{row.type}s/{row.slug}/",
    }


def _dist(row: PackageRow, kept: KeptVersion, addresses: Addresses) -> dict[str, str]:
    if row.vendor == "restart":
        url = addresses.own_zip(row.slug, kept.version, kept.shasum)
        return {"type": "zip", "url": url, "shasum": kept.shasum}
    derived = kept.url or addresses.zip(row.type, row.slug, kept.version)
    return {"type": "zip", "url": derived}


def _tag(row: PackageRow, version: str) -> str:
    return f"tags/{version}" if row.type == "plugin" else version


def _source(row: PackageRow, reference: str, addresses: Addresses) -> Entry:
    """Return where Subversion has it; our own releases aren't there."""
    if row.vendor == "restart":
        return {}
    url = addresses.svn(row.type, row.slug)
    return {"source": {"type": "svn", "url": url, "reference": reference}}
