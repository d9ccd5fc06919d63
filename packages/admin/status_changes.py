from __future__ import annotations

from django.contrib import admin

from packages.admin.read_only import ReadOnlyAdmin
from packages.models import StatusChange


@admin.register(StatusChange)
class StatusChangeAdmin(ReadOnlyAdmin):
    """Closures, and what was opened again."""

    list_display = ("at", "package", "action", "reason", "run")
    list_display_links = ("at", "package")
    list_filter = ("action", "package__vendor", "at")
    list_select_related = ("package", "run")
    search_fields = ("package__slug", "package__author", "reason")
    search_help_text = "A part of the slug, of the author or of the reason"
    ordering = ("-at", "-pk")
    fields = ("package", "action", "at", "reason", "run")
