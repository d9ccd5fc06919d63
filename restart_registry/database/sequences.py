"""The next id of a table: never one that was given before, even to a row that is gone."""

from __future__ import annotations

from django.db import connections
from django.db.models import AutoField, Model


def copy_sequence(model: type[Model], source: str, target: str) -> None:
    """Let the target's next id be the one that the source would give."""
    if isinstance(model._meta.pk, AutoField) and (last := last_id(model, source)):
        _set_last_id(model, target, last)


def last_id(model: type[Model], alias: str) -> int | None:
    """Return the largest id that was ever given, None if there was none."""
    meta = model._meta
    with connections[alias].cursor() as cursor:
        match connections[alias].vendor:
            case "postgresql":
                cursor.execute(
                    "SELECT pg_sequence_last_value(pg_get_serial_sequence(%s, %s)"
                    "::regclass)",
                    [meta.db_table, meta.pk.column],
                )
            case "sqlite":
                cursor.execute(
                    "SELECT seq FROM sqlite_sequence WHERE name = %s", [meta.db_table]
                )
        row = cursor.fetchone()
    return (row and row[0]) or None  # SQLite has a 0 for a table that was made anew


def _set_last_id(model: type[Model], alias: str, last: int) -> None:
    meta = model._meta
    with connections[alias].cursor() as cursor:
        match connections[alias].vendor:
            case "postgresql":
                cursor.execute(
                    "SELECT setval(pg_get_serial_sequence(%s, %s), %s)",
                    [meta.db_table, meta.pk.column, last],
                )
            case "sqlite":
                cursor.execute(
                    "DELETE FROM sqlite_sequence WHERE name = %s", [meta.db_table]
                )
                cursor.execute(
                    "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)",
                    [meta.db_table, last],
                )
