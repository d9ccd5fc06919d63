from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from api.ids import LARGEST_ID
from integrations.exceptions import SiteNotUnderstood
from integrations.models import Kind

CONTRACT = 1
LONGEST_TEXT = 200
LONGEST_GENERATION = 64


@dataclass(frozen=True)
class Status:
    """What a bridge says of itself; `heads` are the journal's ends, by (kind, slug)."""

    contract: int
    site_url: str
    bridge_version: str
    wordpress_version: str
    plugin_connection_enabled: bool
    two_way_sync_enabled: bool
    generation: str
    journal_gap: str | None  # since when it may have missed something
    heads: Mapping[tuple[str, str], int]

    @classmethod
    def from_answer(cls, data: Any) -> Self:
        """Read an answer of `status`, or raise SiteNotUnderstood."""
        if not isinstance(data, dict) or type(data.get("contract")) is not int:
            raise SiteNotUnderstood("its status says no contract")
        if data["contract"] != CONTRACT:
            raise SiteNotUnderstood(
                f"it has contract {data['contract']}, we know {CONTRACT}: the older of "
                "the two programs needs an update"
            )
        gap = data.get("journal_gap")
        return cls(
            contract=CONTRACT,
            site_url=_text(data, "site_url"),
            bridge_version=_text(data, "bridge_version"),
            wordpress_version=_text(data, "wordpress_version"),
            plugin_connection_enabled=_flag(data, "plugin_connection_enabled"),
            two_way_sync_enabled=_flag(data, "two_way_sync_enabled"),
            generation=_text(data, "generation", LONGEST_GENERATION),
            journal_gap=None if gap is None else _text(data, "journal_gap"),
            heads=_heads(data.get("heads")),
        )


def _text(data: dict[str, Any], name: str, longest: int = LONGEST_TEXT) -> str:
    value = data.get(name)
    if not isinstance(value, str) or len(value) > longest or not value.isprintable():
        raise SiteNotUnderstood(f"its status has no usable {name}")
    return value


def _flag(data: dict[str, Any], name: str) -> bool:
    value = data.get(name)
    if not isinstance(value, bool):
        raise SiteNotUnderstood(f"its status has no usable {name}")
    return value


def _heads(data: Any) -> dict[tuple[str, str], int]:
    heads = {}
    for kind in Kind.values:
        of_kind = data.get(kind) if isinstance(data, dict) else None
        of_kind = {} if of_kind == [] else of_kind  # as PHP writes an empty object
        if not isinstance(of_kind, dict):
            raise SiteNotUnderstood("its status has no usable heads")
        heads.update({(kind, slug): _head(seq) for slug, seq in of_kind.items()})
    return heads


def _head(seq: Any) -> int:
    if type(seq) is not int or not 0 <= seq <= LARGEST_ID:
        raise SiteNotUnderstood("its status has no usable heads")
    return seq
