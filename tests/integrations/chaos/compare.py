"""
Does a database hold exactly what a site has? It knows nothing of our code.

`python compare.py URL SITE.json` reads both, row by row, and prints where they
differ. SITE.json has, by "kind/type", the rows that the site would deliver.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg

QUERY = """
    SELECT types.kind || '/' || types.slug, items.external_id, items.status, items.title,
           items.slug, items.published_at, items.modified_at
    FROM integrations_content_items AS items
    JOIN integrations_synced_types AS types ON types.id = items.type_id
    WHERE items.deleted_at IS NULL AND types.integration_id = {}
"""
FIELDS = ("status", "title", "slug", "published_at", "modified_at")


def differences(database: str, site: dict[str, Any]) -> list[str]:
    there = {
        (name, row["id"]): tuple(row[field] for field in FIELDS)
        for name, rows in site["rows"].items()
        for row in rows
    }
    with closing(connect(database)) as connection:
        found = connection.execute(QUERY.format(int(site["integration"]))).fetchall()
    here = {
        (name, id_): (status, title, slug, time(published), time(modified))
        for name, id_, status, title, slug, published, modified in found
    }
    told = [f"{len(found) - len(here)} double rows"] if len(found) > len(here) else []
    for key in sorted({*there, *here}):
        if there.get(key) != here.get(key):
            told.append(f"{key}: there {there.get(key)}, here {here.get(key)}")
    return told


def connect(url: str) -> Any:
    if url.startswith("sqlite"):
        return sqlite3.connect(url.removeprefix("sqlite:///"))
    return psycopg.connect(url, options="-c timezone=UTC")


def time(moment: Any) -> str | None:
    return moment and str(moment)[:19].replace(" ", "T") + "Z"


if __name__ == "__main__":
    found = differences(sys.argv[1], json.loads(Path(sys.argv[2]).read_text()))
    sys.stdout.write("\n".join(found))
    sys.exit(bool(found))
