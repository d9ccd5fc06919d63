"""What an answer to one item or one purchase is wrapped in."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from items.models import Item
from items.rest.serializers import (
    ItemPublicSerializer,
    ItemSerializer,
    PurchaseSerializer,
    item_data,
)


class ItemEnvelope(serializers.Serializer):
    """For administrators; `message` says what was done."""

    success = serializers.BooleanField()
    data = ItemSerializer()
    message = serializers.CharField(allow_null=True)


class ItemPublicEnvelope(ItemEnvelope):
    """For everybody else."""

    data = ItemPublicSerializer()


class Bought(serializers.Serializer):
    purchase = PurchaseSerializer()
    item = ItemSerializer()
    undo_token = serializers.CharField(
        help_text="Proves the buyer for 30 days: send it as X-Undo-Token to undo"
    )


class BoughtPublic(Bought):
    item = ItemPublicSerializer()


class PurchaseEnvelope(ItemEnvelope):
    """For administrators."""

    data = Bought()


class PurchasePublicEnvelope(ItemEnvelope):
    """For everybody else."""

    data = BoughtPublic()


def item_envelope(
    item: Item, message: str | None = None, *, is_admin: bool
) -> dict[str, Any]:
    """Return an item as the only one of an answer."""
    return data_envelope(item_data(item, is_admin=is_admin), message)


def data_envelope(data: dict[str, Any], message: str | None = None) -> dict[str, Any]:
    return {"success": True, "data": data, "message": message}
