from __future__ import annotations

from typing import Any

from django.http import HttpResponseBase
from rest_framework import status
from rest_framework.response import Response
from rest_framework.views import APIView

from api.validation import validated_body, validated_query
from items.in_step.item_ids import write_item_ids
from items.models import Item
from items.rest.access import find_item
from items.rest.changes import change_item
from items.rest.conditions import check_unchanged, etag_of, not_modified
from items.rest.serializers import ItemChanges, ItemInput, ItemListQuery, item_data
from registries import gateway
from registries.access import changeable, readable
from wpauth.authentication import WordPressRequest

ITEM_LIST_QUERY = ItemListQuery()
ITEM_INPUT = ItemInput()
ITEM_CHANGES = ItemChanges()


def envelope(
    request: WordPressRequest, item: Item, message: str | None = None, **kwargs: Any
) -> Response:
    data = item_data(item, is_admin=request.user.is_admin)
    return Response({"success": True, "data": data, "message": message}, **kwargs)


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
        access = changeable(fields.pop("registry_id"), request.user, request.auth)
        item = Item.objects.add(access.registry.id, fields)
        write_item_ids(access.registry, request.auth)
        message = "Item created successfully"
        return envelope(request, item, message, status=status.HTTP_201_CREATED)


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
