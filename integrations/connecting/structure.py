"""
The structure of a site, pushed by its bridge or fetched from it: the types it has, with
label and count. This is the only writer of `config_json`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from integrations.models import Kind, SiteIntegration


@dataclass(frozen=True)
class Received:
    post_types_count: int
    taxonomies_count: int
    last_structure_fetch: datetime
    unchanged: bool


def receive(
    integration: SiteIntegration, body: dict[str, Any], *, now: datetime | None = None
) -> Received:
    """
    Store a structure; `body` is a valid StructureBody.

    Raises NotConnected, AnotherSite or StructureOutdated, all of them 409.
    """
    raise NotImplementedError


def fetch(integration: SiteIntegration) -> Received:
    """Ask the bridge for the structure and store it; SiteBadAnswer if it isn't valid."""
    raise NotImplementedError


def content_types(integration: SiteIntegration) -> dict[str, Any]:
    """Return the data of GET content-types, by three queries."""
    raise NotImplementedError


def change_type(
    integration: SiteIntegration,
    kind: Kind,
    slug: str,
    *,
    enabled: bool | None = None,
    fetch_limit: int | None = None,
) -> dict[str, Any]:
    """
    Set what staff or the owner decide, and return that entry of content_types().

    Raises NotFound if the site has no such type.
    """
    raise NotImplementedError
