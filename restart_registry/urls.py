"""Every route. Paths carry no trailing slash; see ApiConventionsMiddleware."""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path, register_converter
from django.views.generic import RedirectView

from api.ids import IdConverter
from items.rest.purchase_views import PurchasesView, PurchaseView
from items.rest.registry_views import AffiliateView, ItemOrderView, RegistryItemsView
from items.rest.views import ItemsView, ItemView
from registries.rest.views import (
    InviteesView,
    InviteeView,
    RegistriesView,
    RegistryView,
)
from restart_registry.open_views import DocsView, HealthView, OpenAPIView, WelcomeView

register_converter(IdConverter, "id")

REGISTRY = "registries/<id:registry_id>"
ITEM = f"{REGISTRY}/items/<id:item_id>"

urlpatterns = [
    path("", WelcomeView.as_view()),
    path("health", HealthView.as_view()),
    path("openapi.json", OpenAPIView.as_view(), name="openapi"),
    path("docs", DocsView.as_view()),
    path("items", ItemsView.as_view()),
    path("items/<id:item_id>", ItemView.as_view()),
    path("items/<id:item_id>/purchases", PurchasesView.as_view()),
    path("items/<id:item_id>/purchases/<id:purchase_id>", PurchaseView.as_view()),
    path("registries", RegistriesView.as_view()),
    path(REGISTRY, RegistryView.as_view()),
    path(f"{REGISTRY}/invitees", InviteesView.as_view()),
    path(f"{REGISTRY}/invitees/<path:invitee>", InviteeView.as_view()),
    path(f"{REGISTRY}/items", RegistryItemsView.as_view()),
    path(f"{REGISTRY}/items/order", ItemOrderView.as_view()),
    path(ITEM, ItemView.as_view()),
    path(f"{ITEM}/affiliate", AffiliateView.as_view()),
    path(f"{ITEM}/purchases", PurchasesView.as_view()),
    path(f"{ITEM}/purchases/<id:purchase_id>", PurchaseView.as_view()),
    path("admin", RedirectView.as_view(pattern_name="admin:index")),
    path("admin/", ("restart_registry.admin.urls", "admin", "admin")),
]
if settings.PACKAGES_DATABASE_URL:
    urlpatterns.append(path("packages/", include("packages.urls")))

handler400 = "restart_registry.open_views.bad_request"
handler404 = "restart_registry.open_views.not_found"
handler500 = "restart_registry.open_views.server_error"
