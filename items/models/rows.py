"""
Reads and changes rows by SQL that is written once: a reader may skip this.

The ORM makes the same SQL anew each time, which takes ten times as long as the query.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeVar

from django.db import connection, models

Row = tuple[Any, ...]
M = TypeVar("M", bound=models.Model)


def select(
    model: type[models.Model],
    columns: Sequence[str],
    condition: str,
    parameters: Sequence[int],
) -> list[Row]:
    """Return rows as the driver has them; what is not a parameter is never a caller's."""
    table = model._meta.db_table
    sql = f"SELECT {', '.join(columns)} FROM {table} WHERE {condition}"  # noqa: S608  # ours
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        rows: list[Row] = cursor.fetchall()
    return rows


def first(
    model: type[M],
    condition: str,
    parameters: Sequence[int],
    *,
    for_update: bool = False,
) -> M | None:
    """Return an instance, as the ORM would make it."""
    names = [field.attname for field in model._meta.concrete_fields]
    if for_update and connection.features.has_select_for_update:
        condition += " FOR UPDATE"
    for row in select(model, names, condition, parameters):
        values = list(row)
        for place, convert, column in _converters(model, connection.vendor):
            values[place] = convert(values[place], column, connection)
        return model.from_db(connection.alias, names, values)
    return None


def update(instance: models.Model, names: Sequence[str]) -> None:
    """Write these fields as `save(update_fields=names)` does; nobody hears a signal."""
    meta = instance._meta
    fields = [field for field in meta.concrete_fields if field.name in names]
    values = [
        field.get_db_prep_save(field.pre_save(instance, add=False), connection)
        for field in fields
    ]
    changes = ", ".join(f"{field.column} = %s" for field in fields)
    sql = f"UPDATE {meta.db_table} SET {changes} WHERE {meta.pk.column} = %s"  # noqa: S608  # ours
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, instance.pk])


@cache
def _converters(
    model: type[models.Model], vendor: str
) -> list[tuple[int, Callable[[Any, Any, Any], Any], Any]]:
    """Return what turns a driver's value into a field's, as SQLite's floats into decimals."""
    return [
        (place, convert, column)
        for place, field in enumerate(model._meta.concrete_fields)
        for column in [field.get_col(model._meta.db_table)]
        for convert in (
            *connection.ops.get_db_converters(column),
            *column.get_db_converters(connection),
        )
    ]
