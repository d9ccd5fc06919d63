"""The items of a page, as plain rows: an instance takes ten times as long as a row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from items.models import Item
from items.models.rows import first, select
from items.rest.serializers import names_shown, row_data

# SQLite keeps times as text. To make datetimes of it, and text again, takes a quarter of
# a list's time.
TIMES = {
    name: f"replace({name}, ' ', 'T') || 'Z'" for name in ("created_at", "updated_at")
}


def find_row(
    item_id: int, *, registry_id: int | None = None, inactive: bool = False
) -> Item | None:
    """Return an item, an active one of this registry if one is given."""
    condition, parameters = "id = %s", [item_id]
    if not inactive:
        condition += " AND is_active"
    if registry_id is not None:
        condition += " AND registry_id = %s"
        parameters.append(registry_id)
    return first(Item, condition, parameters)


def newest(
    *,
    is_admin: bool,
    skip: int,
    limit: int,
    before: int | None = None,
    registry_ids: Sequence[int] | None = None,
) -> list[dict[str, Any]]:
    """Return active items, of these registries if some are given."""
    condition, parameters = "is_active", []
    if before is not None:
        condition += " AND id < %s"
        parameters.append(before)
    if registry_ids is not None:
        marks = ", ".join(["%s"] * len(registry_ids)) or "NULL"
        condition += f" AND registry_id IN ({marks})"
        parameters += registry_ids
    condition += " ORDER BY id DESC LIMIT %s OFFSET %s"
    return _shown(condition, [*parameters, limit, skip], is_admin=is_admin)


def in_order_of(
    item_ids: Iterable[int] | None, registry_id: int, *, is_admin: bool
) -> list[dict[str, Any]]:
    """Return a registry's active items as the owner ordered them, the rest by id."""
    condition = "is_active AND registry_id = %s ORDER BY id"
    items = _shown(condition, [registry_id], is_admin=is_admin)
    once = dict.fromkeys(item_ids or ())
    place = {item_id: place for place, item_id in enumerate(once)}
    items.sort(key=lambda item: place.get(item["id"], len(place)))
    return items


def _shown(
    condition: str, parameters: Sequence[int], *, is_admin: bool
) -> list[dict[str, Any]]:
    names = names_shown(is_admin=is_admin)
    times = TIMES if connection.vendor == "sqlite" else {}
    columns = [times.get(name, name) for name in names]
    rows = select(Item, columns, condition, parameters)
    return [row_data(names, row) for row in rows]
