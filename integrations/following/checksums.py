"""
Checksums of rows and of ranges of them, as the bridge computes them.

A row's is the first 8 hex digits of a SHA-256, which is kept as a number: 32 bits, since
SQLite's SUM fails where numbers grow beyond 64, and PHP turns to floats.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, Count, ExpressionWrapper, F, Sum

from integrations.models import SyncedType

FIELDS = ("id", "status", "title", "slug", "published_at", "modified_at")
SEPARATOR = "\x1f"
DIGITS = 8
TEXT = re.compile(rf"[0-9a-f]{{{DIGITS}}}")


class Range(NamedTuple):
    first: int
    last: int
    number: int
    total: int


def checksum_of(row: Mapping[str, Any]) -> int:
    """Return the checksum of a row as it is delivered."""
    texts = ["" if row[field] is None else str(row[field]) for field in FIELDS]
    digest = hashlib.sha256(SEPARATOR.join(texts).encode()).hexdigest()
    return int(digest[:DIGITS], 16)


def as_text(checksum: int) -> str:
    """Write a checksum as the bridge does."""
    return f"{checksum:0{DIGITS}x}"


def width_of(first: int, last: int, parts: int) -> int:
    """Return how many ids each part of a range has; the last one may have fewer."""
    return (last - first) // parts + 1


def sums(type_: SyncedType, first: int, last: int, *, parts: int) -> list[Range]:
    """Sum up our live rows, part by part, in one query."""
    width = width_of(first, last, parts)
    part = ExpressionWrapper(
        (F("external_id") - first) / width, output_field=BigIntegerField()
    )
    found = (
        type_.items.live()
        .filter(external_id__range=(first, last))
        .values(part=part)
        .annotate(number=Count("*"), total=Sum("checksum"))
    )
    of_part = {row["part"]: (row["number"], row["total"]) for row in found}
    starts = range(first, last + 1, width)
    return [
        Range(start, min(start + width - 1, last), *of_part.get(place, (0, 0)))
        for place, start in enumerate(starts)
    ]
