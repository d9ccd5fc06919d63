"""What support staff do with packages."""

from __future__ import annotations

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import ngettext

from packages.admin.read_only import ReadOnlyAdmin
from packages.models import Package
from packages.models.package import State, Vendor
from wpauth.staff.roles import is_read_only

MOST_AT_ONCE = 1000
TOO_MANY = (
    f"These are more than {MOST_AT_ONCE:,} packages. Nothing was changed: `manage.py "
    "update --force` asks about all of them."
)
NOT_OPEN = (
    "Only open packages of WordPress.org are asked about by `update`. The others that "
    "you chose were left as they are."
)


@admin.register(Package)
class PackageAdmin(ReadOnlyAdmin):
    list_display = (
        "name",
        "shown_name",
        "state",
        "current_version",
        "pending",
        "active_installs",
        "installs_total",
        "synced_at",
        "asked_at",
    )
    list_filter = ("state", "vendor", ("pending", admin.EmptyFieldListFilter))
    search_fields = ("slug", "display_name", "author")
    search_help_text = "A part of the slug, of the name or of the author"
    ordering = ("slug", "vendor")
    fieldsets = (
        (None, {"fields": ("name", "page", "type", "state", "state_since")}),
        (
            "What the directory says",
            {
                "fields": (
                    *("display_name", "description", "author", "homepage"),
                    *("directory_version", "requires_wordpress", "requires_plugins"),
                    *("active_installs", "downloads", "last_updated"),
                    *("closed_on", "closed_reason"),
                )
            },
        ),
        (
            "Versions",
            {
                "fields": (
                    *("current_version", "pending", "dropped_versions"),
                    "trunk_revision",
                )
            },
        ),
        (
            "When we saw what (UTC)",
            {
                "fields": (
                    *("first_seen_at", "first_open_at", "changed_at", "asked_at"),
                    *("synced_at", "history_at", "sync_run"),
                )
            },
        ),
        (
            "Installed from here",
            {"fields": ("installs_total", "installs_30d", "last_installed_at")},
        ),
    )
    actions = ("due_at_the_next_run",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Package]:
        """Leave out what no page shows, and may be long."""
        return super().get_queryset(request).defer("versions", "tag_times", "dropped")

    def has_due_permission(self, request: HttpRequest) -> bool:
        allowed = super(ReadOnlyAdmin, self).has_change_permission(request)
        return allowed and not is_read_only(request)

    @admin.display(description="display name", ordering="display_name")
    def shown_name(self, package: Package) -> str:
        """Keep a long one from pushing the other columns out of sight."""
        return Truncator(package.display_name).chars(60)

    @admin.display(description="page")
    def page(self, package: Package) -> str:
        url = reverse("packages:package", args=(package.vendor, package.slug))
        return format_html('<a href="{}">{}</a>', url, package.name)

    @admin.action(description="Due at the next run", permissions=["due"])
    def due_at_the_next_run(
        self, request: HttpRequest, queryset: QuerySet[Package]
    ) -> None:
        chosen = list(queryset.only("vendor", "slug", "state")[: MOST_AT_ONCE + 1])
        if len(chosen) > MOST_AT_ONCE:
            self.message_user(request, TOO_MANY, messages.ERROR)
            return
        due = [package for package in chosen if _is_asked_about(package)]
        Package.objects.open().filter(pk__in=[package.pk for package in due]).update(
            synced_at=None
        )
        LogEntry.objects.log_actions(
            request.user.pk,  # type: ignore[arg-type]  # nobody gets here without one
            due,
            CHANGE,
            "Made due at the next run.",
        )
        self._report(request, len(due), are_left=len(due) < len(chosen))

    def _report(self, request: HttpRequest, number: int, *, are_left: bool) -> None:
        done = ngettext(
            "%d package is due at the next run of `update`.",
            "%d packages are due at the next run of `update`.",
            number,
        )
        self.message_user(request, done % number)
        if are_left:
            self.message_user(request, NOT_OPEN, messages.WARNING)


def _is_asked_about(package: Package) -> bool:
    return package.state == State.OPEN and package.vendor != Vendor.OURS
