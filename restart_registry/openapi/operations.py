"""Every operation of the contract: what goes in, what comes out, what can go wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import PolymorphicProxySerializer

from items.rest import serializers as items
from registries.rest import serializers as registries
from restart_registry.openapi import shapes

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
    "ItemAnswer", shapes.ItemEnvelope, shapes.ItemPublicEnvelope
)
ITEM_LIST = _for_admins_and_others(
    "ItemOfList", items.ItemSerializer, items.ItemPublicSerializer, many=True
)
REGISTRY = registries.RegistrySerializer
REGISTRY_LIST = registries.RegistrySerializer(many=True)

PURCHASES = items.PurchaseSerializer(many=True)
BOUGHT = _for_admins_and_others(
    "PurchaseAnswer", shapes.PurchaseEnvelope, shapes.PurchasePublicEnvelope
)

_registry = "/registries/{registry_id}"
_item = f"{_registry}/items/{{item_id}}"

# fmt: off
OPERATIONS = {
    "GET /": Operation("welcome", shapes.Welcome),
    "GET /health": Operation("health", shapes.Health, errors=(503,)),

    "GET /openapi.json": Operation("read_openapi", OpenApiTypes.OBJECT),
    "GET /docs": Operation("read_docs", OpenApiTypes.STR, media_type="text/html"),

    "GET /items": Operation("list_items", ITEM_LIST, query=items.ItemListQuery, errors=(*READ, 422)),
    "POST /items": Operation("create_item", ITEM, 201, items.ItemInput, errors=(*READ, *BODY, 409), headers=("Idempotency-Key",)),
    "GET /items/{item_id}": Operation("read_item", ITEM, errors=(*READ, 304, 412), headers=CONDITIONAL),
    "PUT /items/{item_id}": Operation("put_item", ITEM, body=items.ItemChanges, errors=(*READ, *BODY, 409, 412), headers=CONDITIONAL),
    "PATCH /items/{item_id}": Operation("update_item", ITEM, body=items.ItemChanges, errors=(*READ, *BODY, 409, 412), headers=CONDITIONAL),
    "DELETE /items/{item_id}": Operation("delete_item", ITEM, errors=(*READ, 412), headers=CONDITIONAL),

    "GET /registries": Operation("list_registries", REGISTRY_LIST, query=registries.PageQuery, errors=(*WORDPRESS, 403, 422)),
    "POST /registries": Operation("create_registry", REGISTRY, 201, registries.RegistryInput, errors=(*WORDPRESS, *BODY, 403, 409), headers=("Idempotency-Key",)),
    f"GET {_registry}": Operation("read_registry", REGISTRY, errors=READ),
    f"PATCH {_registry}": Operation("update_registry", REGISTRY, body=registries.RegistryChanges, errors=(*READ, *BODY, 409)),
    f"DELETE {_registry}": Operation("delete_registry", None, 204, errors=READ),

    f"GET {_registry}/invitees": Operation("list_invitees", registries.InviteesSerializer, errors=READ),
    f"POST {_registry}/invitees": Operation("add_invitees", registries.InviteesSerializer, body=registries.InviteesInput, errors=(*READ, *BODY, 409)),
    f"DELETE {_registry}/invitees/{{invitee}}": Operation("remove_invitee", registries.InviteesSerializer, errors=(*READ, 409)),

    f"GET {_registry}/items": Operation("list_registry_items", ITEM_LIST, errors=READ),
    f"POST {_registry}/items": Operation("add_registry_item", ITEM, 201, items.NestedItemInput, errors=(*READ, *BODY, 409), headers=("Idempotency-Key",)),
    f"PUT {_registry}/items/order": Operation("order_registry_items", items.ItemOrderSerializer, body=items.ItemOrderInput, errors=(*READ, *BODY, 409)),
    f"GET {_item}": Operation("read_registry_item", ITEM, errors=(*READ, 304, 412), headers=CONDITIONAL),
    f"PUT {_item}": Operation("put_registry_item", ITEM, body=items.ItemChanges, errors=(*READ, *BODY, 409, 412), headers=CONDITIONAL),
    f"PATCH {_item}": Operation("update_registry_item", ITEM, body=items.ItemChanges, errors=(*READ, *BODY, 409, 412), headers=CONDITIONAL),
    f"DELETE {_item}": Operation("remove_registry_item", None, 204, errors=(*READ, 412), headers=CONDITIONAL),

    f"GET {_item}/affiliate": Operation("read_affiliate", items.AffiliateSerializer, errors=READ),
    f"PUT {_item}/affiliate": Operation("write_affiliate", items.AffiliateSerializer, body=items.AffiliateInput, errors=(*READ, *BODY, 412), headers=CONDITIONAL),
    f"DELETE {_item}/affiliate": Operation("delete_affiliate", None, 204, errors=(*READ, 412), headers=CONDITIONAL),

    "GET /items/{item_id}/purchases": Operation("list_purchases", PURCHASES, errors=READ),
    "POST /items/{item_id}/purchases": Operation("buy_item", BOUGHT, 201, items.PurchaseInput, errors=(*READ, *BODY, 409), headers=("Idempotency-Key",)),
    "DELETE /items/{item_id}/purchases/{purchase_id}": Operation("undo_purchase", None, 204, errors=READ, headers=("X-Undo-Token",)),
    f"GET {_item}/purchases": Operation("list_registry_purchases", PURCHASES, errors=READ),
    f"POST {_item}/purchases": Operation("buy_registry_item", BOUGHT, 201, items.PurchaseInput, errors=(*READ, *BODY, 409), headers=("Idempotency-Key",)),
    f"DELETE {_item}/purchases/{{purchase_id}}": Operation("undo_registry_purchase", None, 204, errors=READ, headers=("X-Undo-Token",)),
}
# fmt: on
