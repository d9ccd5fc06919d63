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


class ItemOrder(serializers.Serializer):
    item_ids = serializers.ListField(child=serializers.IntegerField())


class Affiliate(serializers.Serializer):
    item_id = serializers.IntegerField()
    url = serializers.CharField()
    affiliate_url = serializers.CharField(allow_null=True)
    affiliate_status = serializers.CharField(allow_null=True)
    retailer = serializers.CharField(allow_null=True)


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


class Invitees(serializers.Serializer):
    invitees = serializers.ListField(child=serializers.CharField())


class RegistryMetaShape(serializers.Serializer):
    invitees = serializers.ListField(child=serializers.CharField())
    item_ids = serializers.ListField(child=serializers.IntegerField())
    event_type = serializers.CharField(allow_null=True)
    event_date = serializers.DateField(allow_null=True)
    is_for_self = serializers.BooleanField()
    recipient_name = serializers.CharField(allow_null=True)
    recipient_relationship = serializers.CharField(allow_null=True)
    recipient_email = serializers.CharField(
        allow_null=True, help_text="null for all but owner and administrator"
    )


class RegistryShape(serializers.Serializer):
    id = serializers.IntegerField()
    title = serializers.CharField()
    username = serializers.CharField(help_text="The owner's display name")
    is_private = serializers.BooleanField()
    story = serializers.CharField(allow_null=True)
    status = serializers.CharField()
    permalink = serializers.CharField()
    meta = RegistryMetaShape()
    created_at = serializers.DateTimeField(allow_null=True)
    updated_at = serializers.DateTimeField(allow_null=True)
