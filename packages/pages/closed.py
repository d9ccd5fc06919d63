"""`closed.json`: which packages of this repository WordPress.org has closed."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.dateparse import parse_date

from packages.models import Package
from packages.models.package import State
from packages.pages.views import RepositoryView, answer, refusal

STATES = (State.CLOSED, State.CLOSED_FOR_GOOD, State.GONE)


class ClosedView(RepositoryView):
    def get(self, request: HttpRequest) -> HttpResponse:
        packages = Package.objects.filter(state__in=STATES, first_open_at__isnull=False)
        if text := request.GET.get("since"):
            since = _date(text)
            if not since:
                return refusal("Write since as a date, like 2026-01-02.")
            midnight = datetime.combine(since, time.min, UTC)
            packages = packages.filter(state_since__gte=midnight)
        return answer(_entries(packages.order_by("vendor", "slug")))


def _date(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:  # such as the 30th of February
        return None


def _entries(packages: QuerySet[Package]) -> list[dict[str, Any]]:
    return [
        {
            "name": package.name,
            "state": package.state,
            "closed_on": package.closed_on,
            "reason": package.closed_reason,
        }
        for package in packages.iterator()
    ]
