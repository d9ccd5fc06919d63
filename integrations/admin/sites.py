"""What support staff do with connected sites. A site's page has a tab for each question."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from integrations.admin.connection_tab import (
    CheckNow,
    ConnectionTab,
    MakeKey,
    RevokeKey,
)
from integrations.admin.content_change import ContentChange
from integrations.admin.content_tab import ContentTab
from integrations.admin.content_types_tab import (
    AcceptDeletions,
    ChangeType,
    ContentTypesTab,
    SyncNow,
)
from integrations.admin.events_tab import EventsTab
from integrations.admin.listing import DriftFilter, NotReadyFilter, total, with_numbers
from integrations.admin.tabs import TABS
from integrations.admin.times import ago
from integrations.models import Site
from integrations.state import State
from wpauth.staff.roles import is_read_only

VIEWS = {
    "connection/": ConnectionTab,
    "connection/check/": CheckNow,
    "connection/keys/": MakeKey,
    "connection/keys/<int:key_id>/": RevokeKey,
    "content-types/": ContentTypesTab,
    "content-types/sync/": SyncNow,
    "content-types/deletions/": AcceptDeletions,
    "content-types/<int:type_id>/": ChangeType,
    "content/": ContentTab,
    "content/<int:content_id>/": ContentChange,
    "events/": EventsTab,
}


@admin.register(Site)
class SiteAdmin(admin.ModelAdmin):
    list_display = (
        "dot",
        "site_link",
        "url",
        "synced_of_total",
        "last_run",
        "is_active",
    )
    list_filter = (NotReadyFilter, DriftFilter, "is_active")
    search_fields = ("name", "url", "email")
    search_help_text = "A part of the name, of the address or of the e-mail address"
    fields = ("name", "url", "email", "owner_id", "is_active")
    ordering = ("name", "pk")
    actions = None
    change_form_template = "admin/integrations/site/settings.html"

    class Media:
        css = {"all": ("integrations/sites.css",)}

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # it is switched off

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_change_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and not is_read_only(request)

    def get_urls(self) -> list[URLPattern]:
        views = [
            path(
                f"<int:site_id>/{address}",
                self.admin_site.admin_view(view.as_view(model_admin=self)),
                name=view.name,
            )
            for address, view in VIEWS.items()
        ]
        return [*views, *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return with_numbers(super().get_queryset(request))

    list_display_links = None  # the name leads to the tabs

    def response_add(
        self, request: HttpRequest, obj: Site, post_url_continue: Any = None
    ) -> HttpResponse:
        self.message_user(request, f"{obj.name} is there. Now make its key.")
        return redirect("admin:integrations_site_connection", obj.pk)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context |= {"tabs": TABS, "tab": "settings", "site": kwargs.get("obj")}
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description="state", ordering="state")
    def dot(self, site: Any) -> str:
        state = State(site.state)
        return format_html(
            '<span class="state-dot state-{}"></span> {}', state.value, state.label
        )

    @admin.display(description="name", ordering="name")
    def site_link(self, site: Site) -> str:
        url = reverse("admin:integrations_site_connection", args=[site.pk])
        return format_html('<a href="{}">{}</a>', url, site.name)

    @admin.display(description="synced / total", ordering="synced")
    def synced_of_total(self, site: Any) -> str:
        return f"{site.synced} / {total(site.integration)}"

    @admin.display(description="last run", ordering="integration__last_synced_at")
    def last_run(self, site: Site) -> str:
        return ago(site.integration.last_synced_at)
