"""`/packages/status`: how the repository does."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any, NamedTuple

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from packages.deployment.current import current_manifest
from packages.discovery import watermarks
from packages.models import Build, Package, Run, Watermark
from packages.models.package import State, Vendor
from packages.pages.aggregate_installs import WATERMARK
from packages.pages.html.closures import A_DAY, closures
from packages.pages.html.page import PageView, page
from packages.pages.html.times import ago

LISTED = 50
LABELS = {
    Vendor.PLUGIN: "Plugins of WordPress.org",
    Vendor.THEME: "Themes of WordPress.org",
    Vendor.OURS: "Our own",
}
MARKS = {
    watermarks.log("plugin"): "Plugins: commits read up to revision",
    watermarks.log("theme"): "Themes: commits read up to revision",
    watermarks.listing("plugin"): "Plugins: all names read at revision",
    watermarks.listing("theme"): "Themes: all names read at revision",
    WATERMARK: "Installations counted, up to number",
}


class Total(NamedTuple):
    label: str
    counts: list[int]  # in the order of State


class Mark(NamedTuple):
    label: str
    value: int
    age: str


class StatusView(PageView):
    def etag(self) -> None:
        """It changes with each run, and is asked for by those who want to know now."""
        return None

    def get(self, request: HttpRequest) -> HttpResponse:
        lately = closures().filter(at__gt=timezone.now() - A_DAY)
        return page(
            "status",
            {
                "served": current_manifest(),
                "states": [state.label for state in State],
                "totals": _totals(),
                "marks": _marks(),
                "builds": Build.objects.order_by("-pk")[:LISTED],
                "runs": _runs(),
                "closures": list(lately),
            },
        )


def _totals() -> list[Total]:
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    groups = Package.objects.values_list("vendor", "state").annotate(Count("pk"))
    for vendor, state, count in groups.order_by():
        counted[vendor][state] = count
    return [
        Total(LABELS[vendor], [counted[vendor][state] for state in State])
        for vendor in Vendor
    ]


def _marks() -> list[Mark]:
    return [
        Mark(MARKS.get(mark.name, mark.name), mark.value, ago(mark.moved_at))
        for mark in Watermark.objects.order_by("name")
    ]


def _runs() -> list[dict[str, Any]]:
    """Return the last runs, without their errors: these name our folders."""
    runs = Run.objects.order_by("-pk").defer("steps", "counters", "error", "log")
    return [
        {
            "command": run.command,
            "status": run.get_status_display(),
            "started_at": run.started_at,
            "seconds": (run.finished_at - run.started_at).total_seconds()
            if run.finished_at
            else None,
        }
        for run in runs[:LISTED]
    ]
