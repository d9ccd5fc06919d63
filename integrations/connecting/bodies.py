"""What a bridge sends us, and its bounds: for the routes and for what we fetch alike."""

from __future__ import annotations

from rest_framework import serializers


class ConnectBody(serializers.Serializer):
    pass


class StructureBody(serializers.Serializer):
    pass
