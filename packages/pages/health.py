"""`health`: whether the repository is served, and how old what it serves is."""

from __future__ import annotations

import logging
from collections import defaultdict
from typing import Any

from django.db import DatabaseError
from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse

from packages.deployment.current import current_manifest
from packages.models import Package, Run, Watermark
from packages.pages.views import RepositoryView, answer

logger = logging.getLogger(__name__)


class HealthView(RepositoryView):
    """It asks nobody else: WordPress.org may be away without anybody's install failing."""

    def get(self, request: HttpRequest) -> HttpResponse:
        build = _build()
        if not build:
            return _unhealthy("No whole build is served. Run `manage.py pipeline`.")
        try:
            counted = {
                "packages": _packages(),
                "runs": _runs(),
                "watermarks": _watermarks(),
            }
        except DatabaseError as exc:
            logger.warning("the database of packages failed: %s", exc)
            return _unhealthy("The database of packages doesn't answer.")
        healthy = {"status": "healthy", "build": build, **counted}
        return answer(healthy, cached="no-store")


def _unhealthy(detail: str) -> HttpResponse:
    unhealthy = {"status": "unhealthy", "detail": detail}
    return answer(unhealthy, status=503, cached="no-store")


def _build() -> dict[str, Any] | None:
    """Return what the build's own manifest says: it is there as long as the build is."""
    manifest = current_manifest()
    if not manifest:
        return None
    return {
        "id": manifest.id,
        "finished_at": manifest.finished_at,
        "packages": manifest.packages,
        "held": bool(manifest.rollback_of),  # the next pipeline doesn't replace it
    }


def _packages() -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    groups = Package.objects.values_list("vendor", "state").annotate(Count("pk"))
    for vendor, state, count in groups.order_by():
        counts[vendor][state] = count
    return counts


def _runs() -> dict[str, dict[str, Any]]:
    """Return the last run of each command, without its error: that names our folders."""
    last = Run.objects.values("command").annotate(last=Max("pk")).values("last")
    return {
        run.command: {
            "status": run.status,
            "started_at": run.started_at,
            "finished_at": run.finished_at,
        }
        for run in Run.objects.filter(pk__in=last)
    }


def _watermarks() -> dict[str, dict[str, Any]]:
    return {
        mark.name: {"value": mark.value, "moved_at": mark.moved_at}
        for mark in Watermark.objects.all()
    }
