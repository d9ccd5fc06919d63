"""The order of versions: PHP's `version_compare()`, by which Composer sorts their normal forms."""

from __future__ import annotations

import re

Key = tuple[tuple[int, int], ...]

PARTS = re.compile(r"\d+|[A-Za-z]+", re.ASCII)
# By how a word begins, in this order; any other word is below them all.
WORDS = [("dev", 0), ("a", 1), ("b", 2), ("RC", 3), ("rc", 3), ("p", 5)]
UNKNOWN = -1
NUMBER = 4
END = (NUMBER, -1)  # a version that ends is above 1.0-RC1 and below 1.0.0.1 and 1.0-p1
LARGEST = 2**63 - 1  # PHP reads no larger number


def order_key(normal: str) -> Key:
    """Return what sorts the normal form of a release (branches have no order)."""
    return *(_part(part) for part in PARTS.findall(normal)), END


def _part(part: str) -> tuple[int, int]:
    if part[0].isdigit():
        digits = part.lstrip("0")[:20] or "0"
        return NUMBER, min(int(digits), LARGEST)
    orders = (order for word, order in WORDS if part.startswith(word))
    return next(orders, UNKNOWN), 0
