"""What drf-spectacular can't see of the routes of integrations."""

from __future__ import annotations

from typing import Any

from drf_spectacular.extensions import (
    OpenApiAuthenticationExtension,
    OpenApiSerializerFieldExtension,
)
from drf_spectacular.openapi import AutoSchema

from api.validators import validate_one_line
from integrations.connecting.structure_body import NO_SLUGS
from integrations.rest.serializers import SHORTEST_SEARCH
from restart_registry.openapi.patterns import ecma


class SiteKeyAuthentication(OpenApiAuthenticationExtension):
    target_class = "integrations.rest.authentication.SiteKeyAuthentication"
    name = "siteKey"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, str]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "The key of a connected site: rrs_...",
        }


class TypesExtension(OpenApiSerializerFieldExtension):
    target_class = "integrations.connecting.structure_body.TypesField"

    def map_serializer_field(
        self, auto_schema: AutoSchema, direction: str
    ) -> dict[str, Any]:
        field = self.target
        shape = auto_schema.resolve_serializer(field.child, "request")
        slugs = {"pattern": f"^{field.slug.pattern}$", "not": {"enum": [*NO_SLUGS]}}
        types = {
            "type": "object",
            "propertyNames": slugs,
            "additionalProperties": shape.ref,
        }
        return {"anyOf": [types, {"type": "array", "maxItems": 0}]}


class SiteURLExtension(OpenApiSerializerFieldExtension):
    target_class = "integrations.connecting.structure_body.SiteURLField"

    def map_serializer_field(
        self, auto_schema: AutoSchema, direction: str
    ) -> dict[str, Any]:
        longest = self.target.max_length
        return {"type": "string", "format": "uri", "maxLength": longest}


class TimeExtension(OpenApiSerializerFieldExtension):
    target_class = "integrations.connecting.structure_body.TimeField"

    def map_serializer_field(
        self, auto_schema: AutoSchema, direction: str
    ) -> dict[str, Any]:
        return {"type": "string", "format": "date-time"}


class SearchExtension(OpenApiSerializerFieldExtension):
    target_class = "integrations.rest.serializers.SearchField"

    def map_serializer_field(
        self, auto_schema: AutoSchema, direction: str
    ) -> dict[str, Any]:
        one_line = ecma(validate_one_line).removeprefix("^").removesuffix("*$")
        return {
            "type": "string",
            "pattern": f"^(?:[0-9]|{one_line}{{{SHORTEST_SEARCH},}})$",
            "maxLength": self.target.max_length,
        }
