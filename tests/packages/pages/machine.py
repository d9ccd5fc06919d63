"""Packages in the database of a machine, where tests reach it past Django only."""

from __future__ import annotations

from packages.versions.version_list import KeptVersion, as_json
from tests.packages.machine import Machine
from tests.packages.rows import FIRST, RELEASED

STORE = """
INSERT INTO packages_package (
    vendor, slug, type, state, versions, first_open_at, first_seen_at, state_since,
    display_name, description, author, homepage, directory_version, current_version,
    requires_wordpress, requires_plugins, closed_reason, pending, tag_times, dropped,
    active_installs, downloads, num_ratings, dropped_versions, installs_total,
    installs_30d, input_hash
) VALUES (
    ?, ?, 'plugin', 'open', ?, ?, ?, ?,
    '', '', '', '', '', '', '', '', '', '', '{}', '{}', 0, 0, 0, 0, 0, 0, ''
)
"""


def store(machine: Machine, name: str, *versions: str) -> None:
    """Store an open plugin."""
    kept = as_json(KeptVersion(text, RELEASED) for text in versions)
    machine.query(STORE, *name.split("/"), kept, FIRST, FIRST, FIRST)
