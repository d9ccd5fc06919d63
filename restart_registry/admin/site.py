"""The Django admin as support staff find it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.template.response import TemplateResponse

from items.activity import last_days
from items.models import OutOfStepRegistry
from plots.bar_chart import plot
from wpauth.staff.login import StaffLoginForm
from wpclient.reachability import reachability

MOST_FAILURES = 5


class SupportAdminSite(admin.AdminSite):
    """Lets in anyone whom WordPress calls an administrator."""

    login_form = StaffLoginForm
    site_url = None  # the API has no pages
    site_header = "Restart Registry support"
    site_title = "Restart Registry"
    index_title = "Support"
    index_template = "admin/front_page.html"
    enable_nav_sidebar = False  # two models need no menu

    def has_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_active and request.user.is_staff)

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        return super().index(request, {**(extra_context or {}), **front_page()})


def front_page() -> dict[str, Any]:
    """Return how things stand: now, and in the last 30 days."""
    days = last_days()
    marked = OutOfStepRegistry.objects
    failed = marked.exclude(failed_at=None).order_by("-failed_at")
    return {
        "wordpress": reachability(),
        "out_of_step": marked.count(),
        "failures": failed[:MOST_FAILURES],
        "days": days,
        "plots": [
            plot("Items added", {day.date: day.items for day in days}),
            plot("Purchases recorded", {day.date: day.purchases for day in days}),
        ],
    }
