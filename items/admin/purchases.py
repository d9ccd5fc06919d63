"""Shows an item's purchases in the admin, and undoes them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import ngettext

from api.exceptions import NotFound
from items.models import Purchase
from items.purchases import undo
from items.rest.serializers import purchase_data

PER_PAGE = 20


class PurchasesMixin(admin.ModelAdmin):
    """
    Shows them below the item's form, newest first.

    Django's inlines aren't used: they post two fields for each purchase. An item has up
    to 9,999 purchases, and a request may have at most 1,000 fields.
    """

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.undo_view)
        address = "<int:item_id>/purchases/<int:purchase_id>/undo/"
        return [path(address, view, name="items_item_undo"), *super().get_urls()]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        newest_first = Purchase.objects.filter(item=kwargs["obj"]).order_by("-id")
        page = Paginator(newest_first, PER_PAGE).get_page(request.GET.get("purchases"))
        context["purchases_page"] = page
        context["purchases"] = [shown(purchase) for purchase in page]
        return super().render_change_form(request, context, *args, **kwargs)

    def undo_view(
        self, request: HttpRequest, item_id: int, purchase_id: int
    ) -> HttpResponse:
        """Ask first; undo what is posted."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        of_item = Purchase.objects.filter(item=item_id).select_related("item")
        purchase = of_item.filter(pk=purchase_id).first()
        if purchase is None:
            problem = f"There is no purchase {purchase_id} of this item."
            self.message_user(request, problem, messages.WARNING)
        elif request.method == "POST":
            self._undo(request, purchase)
        elif purchase.undone_at:
            self._say_it_was_undone(request, purchase)
        else:
            return self._ask(request, purchase)
        return redirect("admin:items_item_change", item_id)

    def _ask(self, request: HttpRequest, purchase: Purchase) -> HttpResponse:
        item = purchase.item
        context = {
            **self.admin_site.each_context(request),
            "title": "Undo this purchase?",
            "opts": self.opts,
            "item": item,
            "purchase": shown(purchase),
            "left": item.quantity_purchased - purchase.quantity,
        }
        template = "admin/items/item/undo_purchase.html"
        return TemplateResponse(request, template, context)

    def _undo(self, request: HttpRequest, purchase: Purchase) -> None:
        done = f"Undid purchase {purchase.pk}, of {purchase.quantity}."
        try:
            with transaction.atomic():
                undo(purchase)
                self.log_change(request, purchase.item, done)
        except NotFound:
            self._say_it_was_undone(request, purchase)
            return
        purchase.item.refresh_from_db()
        bought, needed = purchase.item.quantity_purchased, purchase.item.quantity_needed
        are = ngettext("is", "are", bought)
        self.message_user(request, f"{done} Now {bought} of {needed} {are} bought.")

    def _say_it_was_undone(self, request: HttpRequest, purchase: Purchase) -> None:
        purchase.refresh_from_db()
        problem = (
            f"Purchase {purchase.pk} was undone already, on "
            f"{purchase.undone_at:%-d %B %Y at %H:%M} UTC. Nothing was changed now."
        )
        self.message_user(request, problem, messages.WARNING)


def shown(purchase: Purchase) -> dict[str, Any]:
    """Return what staff see, who don't learn who an anonymous buyer is either."""
    times = {"created_at": purchase.created_at, "undone_at": purchase.undone_at}
    return {**purchase_data(purchase), **times}
