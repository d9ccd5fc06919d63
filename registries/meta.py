"""The post meta of a registry: single strings in WordPress, types here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson


@dataclass(frozen=True)
class RegistryMeta:
    """
    The two lists are None when WordPress holds something else than a JSON list.

    Such a list reads as empty, and is never written over: what stands there may be
    mended by hand, what we put in its place would be all that is left.
    """

    invitees: tuple[str, ...] | None = ()
    item_ids: tuple[int, ...] | None = ()
    event_type: str | None = None
    event_date: str | None = None  # YYYY-MM-DD
    is_for_self: bool = True
    recipient_name: str | None = None
    recipient_relationship: str | None = None
    recipient_email: str | None = None

    @classmethod
    def from_post_meta(cls, meta: dict[str, Any]) -> RegistryMeta:
        """Read the `meta` of a post; a key that is missing reads as never set."""
        return cls(
            invitees=_list_of(meta.get("restart_invitees"), str),
            item_ids=_list_of(meta.get("restart_item_ids"), int),
            event_type=meta.get("restart_event_type") or None,
            event_date=_date(meta.get("restart_event_date")),
            is_for_self=meta.get("restart_is_for_self") != "0",
            recipient_name=meta.get("restart_recipient_name") or None,
            recipient_relationship=meta.get("restart_recipient_relationship") or None,
            recipient_email=meta.get("restart_recipient_email") or None,
        )

    @staticmethod
    def to_post_meta(fields: dict[str, Any]) -> dict[str, str]:
        """Return the post meta for these fields; item ids are never a client's."""
        meta = {
            f"restart_{name}": fields[name] or "" for name in TEXTS if name in fields
        }
        if "is_for_self" in fields:
            meta["restart_is_for_self"] = "1" if fields["is_for_self"] else "0"
        if "invitees" in fields:
            meta["restart_invitees"] = to_json(fields["invitees"])
        return meta


TEXTS = (
    "event_type",
    "event_date",
    "recipient_name",
    "recipient_relationship",
    "recipient_email",
)


def to_json(values: Iterable[str] | Iterable[int]) -> str:
    return orjson.dumps(list(values)).decode()


def _list_of(text: Any, kind: type) -> Any:
    if not text:
        return ()
    try:
        values = orjson.loads(text)
    except orjson.JSONDecodeError:
        return None
    if not isinstance(values, list) or any(type(value) is not kind for value in values):
        return None
    return tuple(values)


def _date(text: Any) -> str | None:
    """Return a valid ISO date; the first generation let anything in."""
    try:
        return date.fromisoformat(text).isoformat()
    except (TypeError, ValueError):
        return None
