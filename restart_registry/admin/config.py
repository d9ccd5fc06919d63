from __future__ import annotations

from django.contrib.admin.apps import AdminConfig


class SupportAdminConfig(AdminConfig):
    """Django's admin, entered with a WordPress account."""

    default_site = "restart_registry.admin.site.SupportAdminSite"
