"""What support staff do with items."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext

from api.exceptions import DomainError
from items.admin.export import CsvExportMixin
from items.admin.filters import (
    ActiveFilter,
    AddressFilter,
    AffiliateFilter,
    OneRegistryFilter,
    OverboughtFilter,
    RegistryFilter,
    WantedFilter,
)
from items.admin.item_form import ItemForm
from items.admin.links import registry_links
from items.admin.out_of_step import OutOfStepRegistryAdmin
from items.admin.purchases import PurchasesMixin
from items.admin.staff_changes import Outcome, set_active
from items.models import Item, OutOfStepRegistry
from wpauth.staff.roles import is_read_only

admin.site.register(OutOfStepRegistry, OutOfStepRegistryAdmin)


@admin.register(Item)
class ItemAdmin(CsvExportMixin, PurchasesMixin, admin.ModelAdmin):
    form = ItemForm
    list_display = (
        "id",
        "name",
        "registry_id",
        "retailer",
        "price",
        "bought_of_wanted",
        "is_active",
    )
    list_display_links = ("id", "name")
    list_filter = (
        OneRegistryFilter,
        ActiveFilter,
        WantedFilter,
        AffiliateFilter,
        RegistryFilter,
        AddressFilter,
        OverboughtFilter,
        "created_at",
    )
    search_fields = ("=id", "=registry_id", "name", "url")
    search_help_text = "An item's id, a registry's id, or a part of the name or address"
    ordering = ("-id",)
    show_full_result_count = False  # the table is large
    readonly_fields = (
        "registry",
        "quantity_purchased",
        "is_active",
        "created_at",
        "updated_at",
    )
    fieldsets = (
        (None, {"fields": ("name", "url", "description", "notes")}),
        ("Shop", {"fields": ("retailer", "image_url", "price")}),
        ("Affiliate link", {"fields": ("affiliate_url", "affiliate_status")}),
        ("Quantity", {"fields": ("quantity_needed", "quantity_purchased")}),
        (
            "Registry",
            {"fields": ("registry", "is_active", "created_at", "updated_at")},
        ),
    )
    actions = ("delete_softly", "restore")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # the API makes items: it knows whose registry it is

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # rows stay; "Take off the registry" is an action

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and not is_read_only(request)

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kw: Any
    ) -> HttpResponse:
        try:
            return super().changeform_view(request, object_id, *args, **kw)
        except DomainError as exc:  # the item changed since the form was checked
            self.message_user(request, f"Nothing was saved: {exc}", messages.ERROR)
            return redirect(request.path)

    def save_model(
        self, request: HttpRequest, obj: Item, form: Any, change: bool
    ) -> None:
        """Write only the changed fields, since the API may write at the same time."""
        fields = {name: form.cleaned_data[name] for name in form.changed_data}
        Item.objects.change(obj.pk, fields)

    @admin.display(description="registry")
    def registry(self, item: Item) -> str:
        return registry_links(item.registry_id)

    @admin.display(description="bought")
    def bought_of_wanted(self, item: Item) -> str:
        return f"{item.quantity_purchased} of {item.quantity_needed}"

    @admin.action(description="Take off the registry", permissions=["change"])
    def delete_softly(self, request: HttpRequest, queryset: QuerySet[Item]) -> None:
        self._set_active(request, queryset, active=False)

    @admin.action(description="Put back on the registry", permissions=["change"])
    def restore(self, request: HttpRequest, queryset: QuerySet[Item]) -> None:
        self._set_active(request, queryset, active=True)

    def _set_active(
        self, request: HttpRequest, queryset: QuerySet[Item], *, active: bool
    ) -> None:
        outcome = set_active(queryset, active=active)
        LogEntry.objects.log_actions(
            request.user.pk,  # type: ignore[arg-type]  # nobody gets here without one
            outcome.changed,
            CHANGE,
            "Put back." if active else "Taken off.",
        )
        self._report(request, outcome, "put back on" if active else "taken off")

    def _report(self, request: HttpRequest, outcome: Outcome, done: str) -> None:
        number = len(outcome.changed)
        items = ngettext("%d item", "%d items", number) % number
        self.message_user(request, f"{items} {done} the registry.")
        for problem in outcome.problems:
            self.message_user(request, problem, messages.WARNING)
