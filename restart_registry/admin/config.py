from __future__ import annotations

from django.contrib.admin.apps import SimpleAdminConfig


class SupportAdminConfig(SimpleAdminConfig):
    """Django's admin, entered with a WordPress account."""

    default_site = "restart_registry.admin.site.SupportAdminSite"
