"""Reads a whole table without blocking anybody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models


def pages_by_key(
    rows: models.QuerySet[Any], key: str, *fields: str, size: int
) -> Iterator[list[tuple[Any, ...]]]:
    """
    Yield pages of rows in the order of `key`, each row as a tuple of key and fields.

    The table is read in short pieces, each of which starts where the last one ended: a
    long read keeps SQLite's writers waiting. The keys are numbers above 0.
    """
    ordered, last = rows.order_by(key).values_list(key, *fields), 0
    while page := list(ordered.filter(**{f"{key}__gt": last})[:size]):
        yield page
        last = page[-1][0]
