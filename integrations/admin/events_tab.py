from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator

from integrations.admin.tabs import Tab

PER_PAGE = 50


class EventsTab(Tab):
    """What happened, the newest first."""

    name = "integrations_site_events"
    key = "events"

    def shown(self) -> dict[str, Any]:
        events = self.integration.events.order_by("-created_at", "-pk")
        page = Paginator(events, PER_PAGE).get_page(self.request.GET.get("page"))
        return {"page": page}
