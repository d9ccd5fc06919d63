"""The items of one registry: the routes below /registries/{id}."""

from __future__ import annotations

from rest_framework import status
from rest_framework.exceptions import ValidationError

from api.validation import validated_body
from api.views import APIView, Response
from items.idempotency import ITEMS, scope_of
from items.in_step.item_ids import reorder
from items.models import AffiliateStatus, Item
from items.rest.access import ask_about, find_item
from items.rest.changes import change_item
from items.rest.conditions import check_unchanged
from items.rest.rows import in_order_of
from items.rest.serializers import (
    AffiliateInput,
    ItemOrderInput,
    NestedItemInput,
    affiliate_data,
)
from items.rest.views import add_item
from registries.access import changeable, readable
from wpauth.authentication import WordPressRequest

NESTED_ITEM_INPUT = NestedItemInput()
ITEM_ORDER_INPUT = ItemOrderInput()
AFFILIATE_INPUT = AffiliateInput()


class RegistryItemsView(APIView):
    """A registry's active items, in the owner's order."""

    def get(self, request: WordPressRequest, registry_id: int) -> Response:
        registry = readable(registry_id, request.user, request.auth).registry
        is_admin = request.user.is_admin
        items = in_order_of(registry.meta.item_ids, registry_id, is_admin=is_admin)
        return Response(items)

    def post(self, request: WordPressRequest, registry_id: int) -> Response:
        access = ask_about(request, registry_id, to_change=True)
        fields = validated_body(request, NESTED_ITEM_INPUT)
        scope = scope_of(request, ITEMS)
        message = "Item added to registry"
        return add_item(request, scope, registry_id, access, fields, message)


class ItemOrderView(APIView):
    def put(self, request: WordPressRequest, registry_id: int) -> Response:
        registry = changeable(registry_id, request.user, request.auth).registry
        item_ids = validated_body(request, ITEM_ORDER_INPUT)["item_ids"]
        active = Item.objects.active().in_registry(registry_id)
        known = set(active.values_list("id", flat=True))
        if foreign := [item_id for item_id in item_ids if item_id not in known]:
            raise ValidationError(
                {"item_ids": [f"not an active item of this registry: {foreign[0]}"]},
                code="unknown_item",
            )
        return Response({"item_ids": reorder(registry, item_ids, request.auth)})


class AffiliateView(APIView):
    """The link that earns a commission: for owner and administrator."""

    def get(
        self, request: WordPressRequest, registry_id: int, item_id: int
    ) -> Response:
        found = find_item(request, item_id, registry_id, to_change=True)
        return Response(affiliate_data(found.item))

    def put(
        self, request: WordPressRequest, registry_id: int, item_id: int
    ) -> Response:
        found = find_item(request, item_id, registry_id, to_change=True)
        check_unchanged(request, found.item)
        fields = validated_body(request, AFFILIATE_INPUT)
        return Response(affiliate_data(change_item(request, found, fields)))

    def delete(
        self, request: WordPressRequest, registry_id: int, item_id: int
    ) -> Response:
        found = find_item(request, item_id, registry_id, to_change=True)
        fields = {"affiliate_url": None, "affiliate_status": AffiliateStatus.NONE}
        change_item(request, found, fields)
        return Response(status=status.HTTP_204_NO_CONTENT)
