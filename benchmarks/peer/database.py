"""One SQLite connection for the whole process, as the first generation has it."""

from __future__ import annotations

import os
import sqlite3
from functools import cache

SCHEMA = """
CREATE TABLE IF NOT EXISTS items (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    registry_id INTEGER,
    name TEXT NOT NULL,
    description TEXT,
    url TEXT NOT NULL,
    retailer TEXT,
    affiliate_url TEXT,
    affiliate_status TEXT,
    image_url TEXT,
    price REAL,
    quantity_needed INTEGER NOT NULL DEFAULT 1,
    quantity_purchased INTEGER NOT NULL DEFAULT 0,
    is_active INTEGER DEFAULT 1,
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX IF NOT EXISTS idx_items_registry_id ON items(registry_id);
"""


@cache
def connection() -> sqlite3.Connection:
    opened = sqlite3.connect(os.environ["PEER_DATABASE"], check_same_thread=False)
    opened.row_factory = sqlite3.Row
    opened.execute("PRAGMA journal_mode=DELETE")
    opened.execute("PRAGMA busy_timeout=5000")
    return opened


def init_db() -> None:
    connection().executescript(SCHEMA)
