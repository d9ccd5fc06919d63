"""Lists of versions as `composer/2.0` shortens them: each says what differs from the one before."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

Entry = dict[str, Any]

FORMAT = "composer/2.0"
UNSET = "__unset"
UNKNOWN = object()


def minify(entries: Sequence[Entry]) -> list[Entry]:
    changes = (_change(before, after) for before, after in pairwise(entries))
    return [*entries[:1], *changes]


def _change(before: Entry, after: Entry) -> Entry:
    change = {
        key: value
        for key, value in after.items()
        if (known := before.get(key, UNKNOWN)) is not value and known != value
    }
    if gone := before.keys() - after.keys():
        change |= dict.fromkeys(gone, UNSET)
    return change
