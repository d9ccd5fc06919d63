"""
Calls to the bridge of one site. Only this module opens credentials.

A WordPressError becomes a SiteError here: see exceptions.py. Besides, each call raises
NotConnected where there is no password, and SiteNotActive where staff switched the site
off: both may happen in the middle of a run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from integrations.models import Kind, SiteIntegration
from wpclient.client import WordPressClient

CONTRACT = 1


@dataclass(frozen=True)
class Status:
    """What the bridge says of itself; `heads` are the journal's ends, by (kind, slug)."""

    contract: int
    site_url: str
    bridge_version: str
    wordpress_version: str
    plugin_connection_enabled: bool
    two_way_sync_enabled: bool
    generation: str
    journal_gap: bool
    heads: Mapping[tuple[str, str], int]


@dataclass(frozen=True)
class Bridge:
    """Reads address and password anew for each call: a moved site gets no password."""

    integration_id: int

    @classmethod
    def of(cls, integration: SiteIntegration) -> Self:
        return cls(integration.pk)

    def status(self) -> Status:
        """Ask how it is. A contract that isn't ours is a SiteBadAnswer."""
        raise NotImplementedError

    def structure(self) -> dict[str, Any]:
        """Return the body of update-structure, unchecked: connecting/structure.py does."""
        raise NotImplementedError

    def changes(
        self, kind: Kind, slug: str, *, after: int, limit: int
    ) -> dict[str, Any]:
        """Return a page of the journal, unchecked: following/changes.py does."""
        raise NotImplementedError

    def checksums(
        self, kind: Kind, slug: str, *, first: int, last: int, parts: int
    ) -> list[Any]:
        """Return count and sum of ranges of ids, unchecked."""
        raise NotImplementedError

    def listed(self, kind: Kind, slug: str, *, first: int, last: int) -> list[Any]:
        """Return id, seq and checksum of all ids in a range, unchecked."""
        raise NotImplementedError

    def touch(self, kind: Kind, slug: str, ids: list[int]) -> Any:
        """Let the journal name these objects anew."""
        raise NotImplementedError

    def change_post(self, external_id: int, body: Mapping[str, Any]) -> Any:
        """Set title or status; SiteOutdated has the site's row in `.data`."""
        raise NotImplementedError


def client_for(url: str) -> WordPressClient:
    """Return this process's client for a site's address; the oldest ones are let go."""
    raise NotImplementedError
