"""The repository's first file, `packages.json`: where Composer finds the rest."""

from __future__ import annotations

from packages.addresses import Addresses
from packages.repository.documents import CLOSED_LIST, as_bytes

PATTERNS = ["wp-plugin/*", "wp-theme/*", "restart/*"]


def packages_json(addresses: Addresses) -> bytes:
    """Addresses are absolute: Composer would look for a path at the root of the host."""
    ours, files = addresses.packages, addresses.metadata
    return as_bytes(
        {
            "packages": [],
            "metadata-url": f"{files}/p2/%package%.json",
            "metadata-changes-url": f"{ours}/metadata/changes.json",
            "notify-batch": f"{ours}/downloads",
            "search": f"{ours}/search.json?q=%query%&type=%type%",
            "list": f"{ours}/list.json",
            "available-package-patterns": PATTERNS,
            "filter": {"metadata": True, "lists": {CLOSED_LIST: {"enabled": True}}},
            "warning": "Composer 1 can't read this repository. Please use Composer 2.",
            "warning-versions": "<1.999",
        }
    )
