"""Imports the items of the first generation, with their ids and times."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db import transaction
from rest_framework.exceptions import ValidationError

from items.first_generation.lambda_database import LambdaDatabase
from items.first_generation.lambda_rows import (
    LARGEST_OLD_ID,
    TIMES,
    fields_of,
    reason_of,
    with_both_times,
)
from items.first_generation.reserved_ids import reserve_ids
from items.models import Item, OutOfStepRegistry

BATCH = 500  # rows in one transaction


class RowResult(StrEnum):
    IMPORTED = "imported"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    KEPT = "newer here"
    REFUSED = "refused"


@dataclass(frozen=True)
class Outcome:
    """What became of one row; a refused one has no `fields`."""

    item_id: int
    result: RowResult
    reason: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    registry_ids: frozenset[int | None] = frozenset()  # whose items changed


def import_items(database: LambdaDatabase, *, dry_run: bool) -> Iterator[Outcome]:
    """
    Imports row by row, with a transaction for each batch. It can be run again to go on.

    A row that is here already is updated if the file has a newer one.
    """
    ids = database.ids
    # Ids of refused rows count as well: the rows may be mended and imported later.
    largest = max((id for id in ids if 0 < id <= LARGEST_OLD_ID), default=None)
    if largest and not dry_run:
        reserve_ids(largest)
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]
        yield from _import_batch(database.rows(batch[0], batch[-1]), dry_run=dry_run)


@transaction.atomic
def _import_batch(rows: list[dict[str, Any]], *, dry_run: bool) -> list[Outcome]:
    here = Item.objects.select_for_update().order_by("pk")
    items = here.in_bulk([row["id"] for row in rows])
    outcomes = [_import_row(row, items.get(row["id"])) for row in rows]
    _create([each.fields for each in outcomes if each.result is RowResult.IMPORTED])
    changed = frozenset[int | None]().union(*(each.registry_ids for each in outcomes))
    for registry_id in sorted(filter(None, changed)):
        OutOfStepRegistry.objects.mark(registry_id)
    transaction.set_rollback(dry_run)
    return outcomes


def _import_row(row: dict[str, Any], item: Item | None) -> Outcome:
    """Decide what becomes of it. New ones are created later, all at once."""
    item_id: int = row["id"]
    try:
        fields = fields_of(row)
    except ValidationError as exc:
        return Outcome(item_id, RowResult.REFUSED, reason_of(exc))
    if item is not None:
        return _bring_up_to_date(item, fields)
    registry_ids = frozenset({fields.get("registry_id")})
    return Outcome(
        item_id, RowResult.IMPORTED, "", with_both_times(fields), registry_ids
    )


def _bring_up_to_date(item: Item, fields: dict[str, Any]) -> Outcome:
    changes = {
        name: value
        for name, value in fields.items()
        if name not in TIMES and getattr(item, name) != value
    }
    if not changes:
        return Outcome(item.pk, RowResult.UNCHANGED, "", fields)
    if fields.get("created_at", item.created_at) != item.created_at:
        reason = "another item, made at another time, has this id here"
        return Outcome(item.pk, RowResult.REFUSED, reason)
    is_newer = "updated_at" in fields and fields["updated_at"] > item.updated_at
    if not is_newer or item.purchases.exists():
        reason = f"left as it is; differs in {', '.join(changes)}"
        return Outcome(item.pk, RowResult.KEPT, reason, fields)
    Item.objects.filter(pk=item.pk).update(**changes, updated_at=fields["updated_at"])
    registry_ids = frozenset({item.registry_id, changes.get("registry_id")})
    return Outcome(item.pk, RowResult.UPDATED, "", fields, registry_ids)


def _create(rows: list[dict[str, Any]]) -> None:
    items = Item.objects.bulk_create([Item(**fields) for fields in rows])
    for item, fields in zip(items, rows, strict=True):
        # Creating has set the current time; a row without a time keeps it.
        item.updated_at = fields.get("updated_at", item.updated_at)
    Item.objects.bulk_update(items, ["updated_at"])
