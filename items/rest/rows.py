"""
What every page view reads, as SQL that is written once: a reader may skip this.

The ORM makes the same SQL anew each time, which takes ten times as long as the query,
and an instance of the model takes ten times as long as a row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC
from decimal import Decimal
from typing import Any

from django.db import connection

from items.models import Item
from items.rest.serializers import CENT, names_shown, row_data

NAMES = [field.attname for field in Item._meta.concrete_fields]


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
    rows = _rows(NAMES, condition, parameters)
    return _item(rows[0]) if rows else None


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
    rows = _shown(condition, [registry_id], is_admin=is_admin)
    once = dict.fromkeys(item_ids or ())
    place = {item_id: place for place, item_id in enumerate(once)}
    rows.sort(key=lambda row: place.get(row["id"], len(place)))
    return rows


def _shown(
    condition: str, parameters: Sequence[int], *, is_admin: bool
) -> list[dict[str, Any]]:
    names = names_shown(is_admin=is_admin)
    return [row_data(names, row) for row in _rows(names, condition, parameters)]


def _rows(
    columns: Sequence[str], condition: str, parameters: Sequence[int]
) -> list[tuple[Any, ...]]:
    sql = f"SELECT {', '.join(columns)} FROM items WHERE {condition}"  # noqa: S608  # ours
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _item(row: tuple[Any, ...]) -> Item:
    """Return an instance; SQLite knows neither decimals nor time zones."""
    item = Item.from_db(connection.alias, NAMES, row)
    if item.price is not None:
        item.price = Decimal(item.price).quantize(CENT)
    if item.created_at.tzinfo is None:
        item.created_at = item.created_at.replace(tzinfo=UTC)
        item.updated_at = item.updated_at.replace(tzinfo=UTC)
    return item
