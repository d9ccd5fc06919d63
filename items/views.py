from __future__ import annotations

from typing import Any

from django.http import HttpResponseBase
from rest_framework import status
from rest_framework.response import Response
from rest_framework.views import APIView

from items.access import find_item
from items.changes import change_item
from items.conditions import check_unchanged, etag_of, not_modified
from items.idempotency import ITEMS, Scope, once, scope_of
from items.item_ids import write_item_ids
from items.models import Item
from items.serializers import ItemChanges, ItemInput, ItemListQuery, item_data
from registries import gateway
from registries.access import changeable, readable
from registries.idempotency_keys import created
from registries.registry import Registry
from registries.validation import validated_body, validated_query
from wpauth.authentication import WordPressRequest

ITEM_LIST_QUERY = ItemListQuery()
ITEM_INPUT = ItemInput()
ITEM_CHANGES = ItemChanges()


def envelope(
    request: WordPressRequest, item: Item, message: str | None = None, **kwargs: Any
) -> Response:
    data = item_data(item, is_admin=request.user.is_admin)
    return Response({"success": True, "data": data, "message": message}, **kwargs)


def add_item(
    request: WordPressRequest,
    scope: Scope | None,
    registry: Registry,
    fields: dict[str, Any],
    message: str,
) -> Response:
    """Add an item once for each Idempotency-Key, and tell WordPress."""

    def operation() -> dict[str, Any]:
        item = Item.objects.add(registry.id, fields)
        shown = item_data(item, is_admin=request.user.is_admin)
        return {"success": True, "data": shown, "message": message}

    body = {**fields, "registry_id": registry.id}
    answer, replayed = once(scope, registry.id, body, operation)
    # After a replay as well: the first try may have ended before it told WordPress.
    write_item_ids(registry, request.auth)
    return created(answer, replayed=replayed)


class ItemsView(APIView):
    """All items for administrators; otherwise those of the caller's registries."""

    def get(self, request: WordPressRequest) -> Response:
        query = validated_query(request, ITEM_LIST_QUERY)
        items = Item.objects.active().newest_first()
        if "registry_id" in query:
            readable(query["registry_id"], request.user, request.auth)
            items = items.in_registry(query["registry_id"])
        elif not request.user.is_admin:
            own = gateway.own_ids(request.user.id, request.auth)
            items = items.filter(registry_id__in=own)
        page = items[query["skip"] : query["skip"] + query["limit"]]
        is_admin = request.user.is_admin
        return Response([item_data(item, is_admin=is_admin) for item in page])

    def post(self, request: WordPressRequest) -> Response:
        fields = validated_body(request, ITEM_INPUT)
        registry_id = fields.pop("registry_id")
        scope = scope_of(request, ITEMS)
        registry = changeable(registry_id, request.user, request.auth).registry
        return add_item(request, scope, registry, fields, "Item created successfully")


class ItemView(APIView):
    """One item, by itself or within its registry."""

    def get(
        self, request: WordPressRequest, item_id: int, registry_id: int | None = None
    ) -> HttpResponseBase:
        item = find_item(request, item_id, registry_id).item
        etag = etag_of(request, item)
        response = not_modified(request, etag)
        return response or envelope(request, item, headers={"ETag": etag})

    def put(
        self, request: WordPressRequest, item_id: int, registry_id: int | None = None
    ) -> Response:
        inactive = request.user.is_admin  # who may revive it
        found = find_item(
            request, item_id, registry_id, to_change=True, inactive=inactive
        )
        check_unchanged(request, found.item)
        fields = validated_body(request, ITEM_CHANGES)
        if not fields and found.item.is_active:
            return envelope(request, found.item)
        item = change_item(request, found, fields)
        return envelope(request, item, "Item updated successfully")

    patch = put

    def delete(
        self, request: WordPressRequest, item_id: int, registry_id: int | None = None
    ) -> Response:
        found = find_item(request, item_id, registry_id, to_change=True, inactive=True)
        item = change_item(request, found, {"is_active": False})
        if registry_id is not None:
            return Response(status=status.HTTP_204_NO_CONTENT)
        return envelope(request, item, "Item deleted successfully")
