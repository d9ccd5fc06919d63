"""The shapes of answers that are about no item and no registry."""

from __future__ import annotations

from rest_framework import serializers


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
