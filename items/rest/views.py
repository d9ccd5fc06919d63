from __future__ import annotations

from typing import Any

from django.http import HttpResponseBase
from rest_framework import status

from api.validation import validated_body, validated_query
from api.views import APIView, Response
from items.idempotency import ITEMS, Scope, once, scope_of
from items.models import Item
from items.rest.access import ask_about, find_item
from items.rest.changes import change_item, tell_wordpress, with_lease
from items.rest.conditions import check_unchanged, etag_of, not_modified
from items.rest.envelopes import data_envelope, item_envelope
from items.rest.rows import newest
from items.rest.serializers import (
    ItemChanges,
    ItemInput,
    ItemListQuery,
    SitesItemListQuery,
    item_data,
    item_data_again,
)
from registries import gateway
from registries.access import Access
from registries.idempotency_keys import created
from wpauth.authentication import WordPressRequest

LIST_QUERY = ItemListQuery()
SITES_LIST_QUERY = SitesItemListQuery()
ITEM_INPUT = ItemInput()
ITEM_CHANGES = ItemChanges()


def envelope(
    request: WordPressRequest, item: Item, message: str | None = None
) -> Response:
    return Response(item_envelope(item, message, is_admin=request.user.is_admin))


def add_item(
    request: WordPressRequest,
    scope: Scope | None,
    registry_id: int,
    access: Access | None,
    fields: dict[str, Any],
    message: str,
) -> Response:
    """Add an item, once for each Idempotency-Key, and tell WordPress."""
    marked = None

    def operation() -> dict[str, Any]:
        nonlocal marked
        item, marked = with_lease(access, lambda: Item.objects.add(registry_id, fields))
        return item_envelope(item, message, is_admin=request.user.is_admin)

    body = {**fields, "registry_id": registry_id}
    answer, replayed = once(scope, registry_id, body, operation)
    is_admin = request.user.is_admin
    answer = {**answer, "data": item_data_again(answer["data"], is_admin=is_admin)}
    # After a replay as well: the first try may have ended before it told WordPress.
    tell_wordpress(request, access, None if replayed else marked)
    return created(answer, replayed=replayed)


class ItemsView(APIView):
    """All items for administrators; otherwise those of the caller's registries."""

    def get(self, request: WordPressRequest) -> Response:
        is_site = request.user.is_site_account
        query = validated_query(request, SITES_LIST_QUERY if is_site else LIST_QUERY)
        registry_id = query.pop("registry_id", None)
        if registry_id is not None:
            ask_about(request, registry_id)
            query["registry_ids"] = [registry_id]
        elif not request.user.is_admin:
            query["registry_ids"] = gateway.own_ids(request.user.id, request.auth)
        return Response(newest(is_admin=request.user.is_admin, **query))

    def post(self, request: WordPressRequest) -> Response:
        fields = validated_body(request, ITEM_INPUT)
        registry_id = fields.pop("registry_id")
        scope = scope_of(request, ITEMS)
        access = ask_about(request, registry_id, to_change=True)
        message = "Item created successfully"
        return add_item(request, scope, registry_id, access, fields, message)


class ItemView(APIView):
    """One item, by itself or within its registry."""

    def get(
        self, request: WordPressRequest, item_id: int, registry_id: int | None = None
    ) -> HttpResponseBase:
        item = find_item(request, item_id, registry_id).item
        data = item_data(item, is_admin=request.user.is_admin)
        etag = etag_of(data)
        response = not_modified(request, etag)
        return response or Response(data_envelope(data), headers={"ETag": etag})

    def put(
        self, request: WordPressRequest, item_id: int, registry_id: int | None = None
    ) -> Response:
        inactive = request.user.is_admin  # people who may revive it
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
