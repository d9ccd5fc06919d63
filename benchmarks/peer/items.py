"""The peer's rows: what its routes read and write."""

from __future__ import annotations

from typing import Any

from fastapi import HTTPException

from benchmarks.peer.database import connection
from benchmarks.peer.models import (
    Item,
    ItemCreate,
    ItemPublic,
    ItemPublicResponse,
    ItemResponse,
    ItemUpdate,
    WPUser,
)


def find(item_id: int) -> dict[str, Any]:
    cursor = connection().execute(
        "SELECT * FROM items WHERE id = ? AND is_active = 1", (item_id,)
    )
    row = cursor.fetchone()
    if row is None:
        raise HTTPException(404, "Item not found")
    return dict(row)


def newest(skip: int, limit: int) -> list[dict[str, Any]]:
    cursor = connection().execute(
        "SELECT * FROM items WHERE is_active = 1 ORDER BY id DESC LIMIT ? OFFSET ?",
        (limit, skip),
    )
    return [dict(row) for row in cursor.fetchall()]


def of_registry(registry_id: int) -> list[dict[str, Any]]:
    cursor = connection().execute(
        "SELECT * FROM items WHERE registry_id = ? AND is_active = 1 ORDER BY id",
        (registry_id,),
    )
    return [dict(row) for row in cursor.fetchall()]


def insert(item: ItemCreate) -> dict[str, Any]:
    fields = item.model_dump()
    names, marks = ", ".join(fields), ", ".join("?" * len(fields))
    cursor = connection().execute(
        f"INSERT INTO items ({names}) VALUES ({marks})",  # noqa: S608  # a model's fields
        tuple(fields.values()),
    )
    connection().commit()
    return find(cursor.lastrowid or 0)


def update(item_id: int, item: ItemUpdate) -> dict[str, Any]:
    find(item_id)
    fields = item.model_dump(exclude_unset=True)
    changes = ", ".join(f"{name} = ?" for name in fields)
    connection().execute(
        f"UPDATE items SET {changes}, updated_at = CURRENT_TIMESTAMP WHERE id = ?",  # noqa: S608  # a model's fields
        (*fields.values(), item_id),
    )
    connection().commit()
    return find(item_id)


def shown(row: dict[str, Any], user: WPUser) -> Item | ItemPublic:
    return Item(**row) if user.is_admin else ItemPublic(**row)


def answer(
    row: dict[str, Any], user: WPUser, message: str | None = None
) -> ItemResponse | ItemPublicResponse:
    if user.is_admin:
        return ItemResponse(data=Item(**row), message=message)
    return ItemPublicResponse(data=ItemPublic(**row), message=message)
