"""The shapes of our answers, for the OpenAPI file. Nothing here runs in a request."""

from __future__ import annotations

from rest_framework import serializers

from items.rest.serializers import (
    ItemPublicSerializer,
    ItemSerializer,
    PurchaseSerializer,
)


class Welcome(serializers.Serializer):
    message = serializers.CharField()


class Health(serializers.Serializer):
    status = serializers.ChoiceField(["healthy", "unhealthy"])
    service = serializers.CharField()


class Mistake(serializers.Serializer):
    loc = serializers.ListField(help_text='Where: ["body", "price"]')
    msg = serializers.CharField()
    type = serializers.CharField()


class Error(serializers.Serializer):
    detail = serializers.CharField(help_text="A sentence for people")
    errors = Mistake(many=True, required=False)
    remaining = serializers.IntegerField(
        required=False, help_text="With a purchase's 409: how many are still wanted"
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
