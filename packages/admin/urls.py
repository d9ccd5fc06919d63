"""Routes of the logs, below `/admin/`. Each is for staff only."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from packages.admin import log_views


def log_urls(site: AdminSite) -> list[URLPattern]:
    names = {
        "logs": "packages_logs",
        "log": "packages_log",
        "tail": "packages_log_tail",
    }
    return [
        path("logs", site.admin_view(log_views.logs), name=names["logs"]),
        path("logs/<str:name>", site.admin_view(log_views.log), name=names["log"]),
        path("logs/<str:name>/tail", _tail(site), name=names["tail"]),
    ]


def _tail(site: AdminSite) -> Any:
    """
    Let a page whose session has ended be loaded again, which leads to the login.

    Otherwise the login page would be appended to the log.
    """
    for_staff = site.admin_view(log_views.tail)

    @wraps(for_staff)
    def view(request: HttpRequest, name: str) -> HttpResponse:
        if "HX-Request" in request.headers and not site.has_permission(request):
            return HttpResponse(status=403, headers={"HX-Refresh": "true"})
        return for_staff(request, name)

    return view
