"""Times as Composer's documents have them: UTC, to the second."""

from __future__ import annotations

from datetime import UTC, datetime


def as_text(moment: datetime) -> str:
    """Write 2026-01-02T15:04:05+00:00; such texts sort as their moments do."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")
