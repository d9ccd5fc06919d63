from __future__ import annotations

from django.contrib import admin
from django.template.defaultfilters import filesizeformat

from packages.admin.read_only import ReadOnlyAdmin
from packages.models import Build


@admin.register(Build)
class BuildAdmin(ReadOnlyAdmin):
    list_display = (
        "id",
        "status",
        "packages",
        "changed",
        "removed",
        "size",
        "seconds",
        "promoted_at",
        "uploaded_at",
        "rollback_of",
    )
    list_filter = ("status", "partial", ("rollback_of", admin.EmptyFieldListFilter))
    search_fields = ("=id",)
    search_help_text = "A build's id, like 20260102-030405"
    ordering = ("-id",)
    fields = (
        *("id", "run", "status", "partial", "rollback_of", "snapshot_run", "root_hash"),
        *("packages", "changed", "removed", "files", "size", "seconds"),
        *("promoted_at", "uploaded_at"),
    )

    @admin.display(description="size", ordering="bytes")
    def size(self, build: Build) -> str:
        return filesizeformat(build.bytes)
