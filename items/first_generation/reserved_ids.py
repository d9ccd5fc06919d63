"""Keeps ids free for items that are still to be imported."""

from __future__ import annotations

from django.db import connection, transaction


@transaction.atomic
def reserve_ids(largest: int) -> None:
    """Have new items get ids above `largest` and above all existing ones."""
    with connection.cursor() as cursor:
        match connection.vendor:
            case "postgresql":
                # Waits for transactions that have taken an id and aren't committed yet.
                cursor.execute("LOCK TABLE items IN SHARE MODE")
                cursor.execute(
                    "SELECT setval(pg_get_serial_sequence('items', 'id'), "
                    "greatest(max(id), %s, pg_sequence_last_value("
                    "pg_get_serial_sequence('items', 'id')::regclass))) FROM items",
                    [largest],
                )
            case "sqlite":
                cursor.execute(
                    "UPDATE sqlite_sequence SET seq = max(seq, %s) WHERE name = 'items'",
                    [largest],
                )
                if not cursor.rowcount:  # no item has been there yet
                    cursor.execute(
                        "INSERT INTO sqlite_sequence (name, seq) VALUES ('items', %s)",
                        [largest],
                    )
