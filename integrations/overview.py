"""How connected sites are, all together: for the front page of the admin."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.utils.translation import ngettext

from integrations.models import SiteIntegration, SyncEvent
from integrations.state import State, with_state

MOST_FAILURES = 5


def sites_now() -> dict[str, Any] | None:
    """Return how the active sites are, as one line, and the last failures; None: no sites."""
    active = SiteIntegration.objects.filter(site__is_active=True)
    rows = with_state(active).order_by().values("state").annotate(number=Count("pk"))
    numbers = {row["state"]: row["number"] for row in rows}
    if not numbers:
        return None
    failures = SyncEvent.objects.filter(success=False).select_related(
        "integration__site"
    )
    return {
        "line": _line(numbers),
        "all_ready": set(numbers) == {State.READY},
        "failures": failures.order_by("-created_at", "-pk")[:MOST_FAILURES],
    }


def _line(numbers: dict[str, int]) -> str:
    """As in "3 sites ready, 1 stale"."""
    ready = numbers.get(State.READY, 0)
    parts = [ngettext("%d site ready", "%d sites ready", ready) % ready]
    parts += [
        f"{numbers[state]} {State(state).label.lower()}"
        for state in State.values
        if state != State.READY and state in numbers
    ]
    return ", ".join(parts)
