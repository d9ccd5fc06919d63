from __future__ import annotations

from datetime import datetime
from typing import Any

from rest_framework import status

from api.exceptions import Conflict, NotFound
from api.validation import validated_body
from api.views import APIView, Response
from items.idempotency import once, path_of_purchases, scope_of, was_answered
from items.models import Purchase
from items.purchases import (
    buy,
    find_by_undo_token,
    find_purchase,
    undo,
    undo_token,
)
from items.rest.access import FoundItem, find_item
from items.rest.serializers import (
    PurchaseInput,
    item_data,
    item_data_again,
    purchase_data,
)
from registries.idempotency_keys import created
from wpauth.authentication import WordPressRequest

PURCHASE_INPUT = PurchaseInput()


class PurchasesView(APIView):
    """Who bought how many of an item."""

    def get(
        self, request: WordPressRequest, item_id: int, registry_id: int | None = None
    ) -> Response:
        found = find_item(request, item_id, registry_id, to_change=True)
        live = Purchase.objects.live().filter(item=found.item).order_by("id")
        return Response([purchase_data(purchase) for purchase in live])

    def post(
        self, request: WordPressRequest, item_id: int, registry_id: int | None = None
    ) -> Response:
        found = _find_to_buy(request, item_id, registry_id)
        fields = validated_body(request, PURCHASE_INPUT)
        scope = scope_of(request, path_of_purchases(item_id))

        def operation() -> dict[str, Any]:
            _check_open(found)  # not for a replay: that purchase stands
            purchase, item = buy(item_id, fields)
            shown = item_data(item, is_admin=request.user.is_admin)
            return {"purchase": purchase_data(purchase), "item": shown}

        answer, replayed = once(scope, found.item.registry_id, fields, operation)
        is_admin = request.user.is_admin
        answer = {**answer, "item": item_data_again(answer["item"], is_admin=is_admin)}
        return _bought(answer, replayed=replayed)


class PurchaseView(APIView):
    def delete(
        self,
        request: WordPressRequest,
        item_id: int,
        purchase_id: int,
        registry_id: int | None = None,
    ) -> Response:
        token = request.headers.get("X-Undo-Token")
        if token is None:
            item = find_item(request, item_id, registry_id, to_change=True).item
            purchase = find_purchase(item, purchase_id)
        else:  # the token stands for the right to see the registry
            purchase = find_by_undo_token(
                token, purchase_id, item_id=item_id, registry_id=registry_id
            )
        undo(purchase)
        return Response(status=status.HTTP_204_NO_CONTENT)


def _find_to_buy(
    request: WordPressRequest, item_id: int, registry_id: int | None
) -> FoundItem:
    """Return the item, also one that is gone since this very request bought it."""
    try:
        return find_item(request, item_id, registry_id)
    except NotFound:
        if not was_answered(request, path_of_purchases(item_id)):
            raise
        found = find_item(request, item_id, None, inactive=True)
        if registry_id not in (None, found.item.registry_id):
            raise
        return found


def _check_open(found: FoundItem) -> None:
    if not found.is_open:
        raise Conflict("Nothing can be bought from this registry now.")


def _bought(answer: dict[str, Any], *, replayed: bool) -> Response:
    purchase = answer["purchase"]  # no query: the purchase stands, whatever comes
    created_at = datetime.fromisoformat(purchase["created_at"])
    data = {**answer, "undo_token": undo_token(purchase["id"], created_at)}
    body = {"success": True, "data": data, "message": "Purchase recorded"}
    return created(body, replayed=replayed)
