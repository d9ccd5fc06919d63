from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator

from integrations.admin.tabs import Tab
from integrations.models import SyncEvent

PER_PAGE = 50


class EventsTab(Tab):
    """What happened, the newest first."""

    name = "integrations_site_events"
    key = "events"

    def shown(self) -> dict[str, Any]:
        events = self.integration.events.order_by("-created_at", "-pk")
        page = Paginator(events, PER_PAGE).get_page(self.request.GET.get("page"))
        rows = [{"event": event, "details": _words(event)} for event in page]
        return {"page": page, "rows": rows}


def _words(event: SyncEvent) -> str:
    known = {name: x for name, x in event.details.items() if x is not None}
    details = ", ".join(f"{name} {value}" for name, value in known.items())
    return f"{event.error_message} {details}".strip()
