from __future__ import annotations

from collections import Counter


def summary(counts: Counter[str], nothing: str) -> str:
    """Return one line that says what was counted, or else `nothing`."""
    counted = [f"{number:,} {name}" for name, number in counts.items() if number]
    return f"{', '.join(counted) or nothing}.".replace("_", " ")
