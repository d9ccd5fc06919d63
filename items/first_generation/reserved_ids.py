"""Ids of items that are still to come."""

from __future__ import annotations

from django.db import connection, transaction


@transaction.atomic
def reserve_ids(largest: int) -> None:
    """From this moment on give new items ids above `largest`, and above all others."""
    with connection.cursor() as cursor:
        match connection.vendor:
            case "postgresql":
                # Waits for who has taken an id from the sequence and not shown it yet.
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
