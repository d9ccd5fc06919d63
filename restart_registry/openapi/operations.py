"""
Every operation of the contract: what goes in, what comes out, what can go wrong.

The paths are urls.py's alone: an operation belongs to a method of a view.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import PolymorphicProxySerializer

from items.rest import envelopes
from items.rest import serializers as items
from registries.rest import serializers as registries
from restart_registry import shapes

WORDPRESS = (401, 429, 502, 503)  # operations that ask WordPress who is calling
READ = (*WORDPRESS, 403, 404)
BODY = (408, 411, 413, 415, 422)
CONDITIONAL = ("If-Match", "If-None-Match")


@dataclass(frozen=True)
class Operation:
    id: str
    answer: Any = None  # a serializer; None: no body
    status: int = 200
    body: Any = None
    query: Any = None
    errors: tuple[int, ...] = ()
    media_type: str = "application/json"
    headers: tuple[str, ...] = ()


def _for_admins_and_others(name: str, admin: Any, other: Any, **kwargs: Any) -> Any:
    return PolymorphicProxySerializer(
        component_name=name,
        serializers=[admin, other],
        resource_type_field_name=None,
        **kwargs,
    )


ITEM = _for_admins_and_others(
    "ItemAnswer", envelopes.ItemEnvelope, envelopes.ItemPublicEnvelope
)
ITEM_LIST = _for_admins_and_others(
    "ItemOfList", items.ItemSerializer, items.ItemPublicSerializer, many=True
)
REGISTRY = registries.RegistrySerializer
REGISTRY_LIST = registries.RegistrySerializer(many=True)

PURCHASES = items.PurchaseSerializer(many=True)
BOUGHT = _for_admins_and_others(
    "PurchaseAnswer", envelopes.PurchaseEnvelope, envelopes.PurchasePublicEnvelope
)

# fmt: off
OPERATIONS = {
    "WelcomeView.get": Operation("welcome", shapes.Welcome),
    "HealthView.get": Operation("health", shapes.Health, errors=(503,)),

    "OpenAPIView.get": Operation("read_openapi", OpenApiTypes.OBJECT),
    "DocsView.get": Operation("read_docs", OpenApiTypes.STR, media_type="text/html"),

    "ItemsView.get": Operation("list_items", ITEM_LIST, query=items.ItemListQuery, errors=(*READ, 422)),
    "ItemsView.post": Operation("create_item", ITEM, 201, items.ItemInput, errors=(*READ, *BODY, 409), headers=("Idempotency-Key",)),
    "ItemView.get": Operation("read_item", ITEM, errors=(*READ, 304, 412), headers=CONDITIONAL),
    "ItemView.put": Operation("put_item", ITEM, body=items.ItemChanges, errors=(*READ, *BODY, 409, 412), headers=CONDITIONAL),
    "ItemView.patch": Operation("update_item", ITEM, body=items.ItemChanges, errors=(*READ, *BODY, 409, 412), headers=CONDITIONAL),
    "ItemView.delete": Operation("delete_item", ITEM, errors=(*READ, 412), headers=CONDITIONAL),

    "RegistriesView.get": Operation("list_registries", REGISTRY_LIST, query=registries.PageQuery, errors=(*WORDPRESS, 403, 422)),
    "RegistriesView.post": Operation("create_registry", REGISTRY, 201, registries.RegistryInput, errors=(*WORDPRESS, *BODY, 403, 409), headers=("Idempotency-Key",)),
    "RegistryView.get": Operation("read_registry", REGISTRY, errors=READ),
    "RegistryView.patch": Operation("update_registry", REGISTRY, body=registries.RegistryChanges, errors=(*READ, *BODY, 409)),
    "RegistryView.delete": Operation("delete_registry", None, 204, errors=READ),

    "InviteesView.get": Operation("list_invitees", registries.InviteesSerializer, errors=READ),
    "InviteesView.post": Operation("add_invitees", registries.InviteesSerializer, body=registries.InviteesInput, errors=(*READ, *BODY, 409)),
    "InviteeView.delete": Operation("remove_invitee", registries.InviteesSerializer, errors=(*READ, 409)),

    "RegistryItemsView.get": Operation("list_registry_items", ITEM_LIST, errors=READ),
    "RegistryItemsView.post": Operation("add_registry_item", ITEM, 201, items.NestedItemInput, errors=(*READ, *BODY, 409), headers=("Idempotency-Key",)),
    "ItemOrderView.put": Operation("order_registry_items", items.ItemOrderSerializer, body=items.ItemOrderInput, errors=(*READ, *BODY, 409)),

    "AffiliateView.get": Operation("read_affiliate", items.AffiliateSerializer, errors=READ),
    "AffiliateView.put": Operation("write_affiliate", items.AffiliateSerializer, body=items.AffiliateInput, errors=(*READ, *BODY, 412), headers=CONDITIONAL),
    "AffiliateView.delete": Operation("delete_affiliate", None, 204, errors=(*READ, 412), headers=CONDITIONAL),

    "PurchasesView.get": Operation("list_purchases", PURCHASES, errors=READ),
    "PurchasesView.post": Operation("buy_item", BOUGHT, 201, items.PurchaseInput, errors=(*READ, *BODY, 409), headers=("Idempotency-Key",)),
    "PurchaseView.delete": Operation("undo_purchase", None, 204, errors=READ, headers=("X-Undo-Token",)),
}
# fmt: on

# What the same methods do below /registries/{registry_id}: every id of an operation is
# its own, and an item is taken off its registry without an answer.
BELOW_A_REGISTRY: dict[str, dict[str, Any]] = {
    "ItemView.get": {"id": "read_registry_item"},
    "ItemView.put": {"id": "put_registry_item"},
    "ItemView.patch": {"id": "update_registry_item"},
    "ItemView.delete": {"id": "remove_registry_item", "answer": None, "status": 204},
    "PurchasesView.get": {"id": "list_registry_purchases"},
    "PurchasesView.post": {"id": "buy_registry_item"},
    "PurchaseView.delete": {"id": "undo_registry_purchase"},
}


def operation_of(view: object, method: str, path: str) -> Operation:
    """Return what this method does at this path; one without a line above fails."""
    name = f"{type(view).__name__}.{method.lower()}"
    changes = BELOW_A_REGISTRY.get(name, {}) if "{registry_id}" in path else {}
    return replace(OPERATIONS[name], **changes)
