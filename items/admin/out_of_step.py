"""What support staff do with registries that WordPress isn't told of yet."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from items.admin.export import CsvExportMixin
from items.admin.links import registry_links
from items.in_step.synchronization import MOST_AT_ONCE, NOTHING_IS_LOST, sync_all
from items.models import OutOfStepRegistry
from wpauth.staff.roles import is_read_only
from wpclient.exceptions import Refused, Unavailable
from wpclient.explanations import explain


class OutOfStepRegistryAdmin(CsvExportMixin, admin.ModelAdmin):
    list_display = (
        "registry_id",
        "marked_at",
        "attempts",
        "last_error",
        "failed_at",
        "next_attempt_at",
        "deleting_since",
    )
    fields = ("registry", *list_display[1:])
    readonly_fields = ("registry",)
    search_fields = ("=registry_id", "last_error")
    search_help_text = "A registry's id, or a part of the last error"
    ordering = ("marked_at",)
    actions = ("sync_now",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # changing items marks their registry

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # telling WordPress removes the mark

    def has_sync_permission(self, request: HttpRequest) -> bool:
        allowed = super().has_change_permission(request)
        return allowed and not is_read_only(request)

    @admin.display(description="registry")
    def registry(self, marked: OutOfStepRegistry) -> str:
        return registry_links(marked.registry_id)

    @admin.action(description="Sync now", permissions=["sync"])
    def sync_now(
        self, request: HttpRequest, queryset: QuerySet[OutOfStepRegistry]
    ) -> None:
        chosen = list(queryset.values_list("pk", flat=True)[: MOST_AT_ONCE + 1])
        try:
            for registry_id, problem in sync_all(chosen[:MOST_AT_ONCE]):
                self._report(request, registry_id, problem)
        except (Unavailable, Refused) as exc:
            self._stop(request, explain(exc, NOTHING_IS_LOST))
        else:
            if len(chosen) > MOST_AT_ONCE:
                self._stop(request, f"Only the first {MOST_AT_ONCE} were tried.")

    def _report(self, request: HttpRequest, registry_id: int, problem: str) -> None:
        if problem:
            text = f"Registry {registry_id}: {problem}"
            self.message_user(request, text, messages.WARNING)
        else:
            self.message_user(request, f"Registry {registry_id} is in step now.")

    def _stop(self, request: HttpRequest, reason: str) -> None:
        self.message_user(request, reason, messages.ERROR)
