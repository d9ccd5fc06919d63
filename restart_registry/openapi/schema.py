"""Lets drf-spectacular read our views by the contract's table instead of guessing."""

from __future__ import annotations

import re
from typing import Any

from django.core.validators import RegexValidator
from drf_spectacular.extensions import (
    OpenApiAuthenticationExtension,
    OpenApiSerializerFieldExtension,
)
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.serializers import PolymorphicProxySerializerExtension
from drf_spectacular.utils import OpenApiParameter

from api.fields import EmptyIsNull
from api.ids import LARGEST_ID
from api.validators import validate_http_url
from items.rest.serializers import NameField
from restart_registry.openapi.operations import Operation, operation_of
from restart_registry.shapes import Error

EMPTY = {"type": "string", "const": ""}  # clears an optional field, as null does


HEADERS = {
    "Idempotency-Key": {
        "type": "string",
        "pattern": "^[!-~][ -~]{14,253}[!-~]$",
        "examples": ["one-key-for-each-form-that-is-shown"],
    }
}


class ContractSchema(AutoSchema):
    """Describes a view's method by its line in OPERATIONS."""

    @property
    def operation(self) -> Operation:
        return operation_of(self.view, self.method, self.path)

    def get_operation_id(self) -> str:
        return self.operation.id

    def get_tags(self) -> list[str]:
        folder = self.path.split("/")[1]
        return [folder if folder in ("items", "registries") else "open"]

    def get_request_serializer(self) -> Any:
        return self.operation.body

    def _get_request_body(self, direction: str = "request") -> Any:
        body = super()._get_request_body(direction)
        return {**body, "required": True} if body else body  # none is a 422

    def get_response_serializers(self) -> dict[Any, Any]:
        answers: dict[int, Any] = dict.fromkeys(sorted(self.operation.errors), Error)
        if 304 in answers:
            answers[304] = None
        status = (self.operation.status, self.operation.media_type)
        return {status: self.operation.answer, **answers}

    def get_override_parameters(self) -> list[Any]:
        headers = [
            OpenApiParameter(
                name, HEADERS.get(name, {"type": "string"}), OpenApiParameter.HEADER
            )
            for name in self.operation.headers
        ]
        return [*headers, *([self.operation.query] if self.operation.query else [])]

    def _insert_field_validators(self, field: Any, schema: dict[str, Any]) -> None:
        if not isinstance(field, EmptyIsNull):  # the extensions below say it all
            super()._insert_field_validators(field, schema)

    def _resolve_path_parameters(self, variables: list[str]) -> list[dict[str, Any]]:
        return [
            {"in": "path", "name": name, "required": True, "schema": _path_type(name)}
            for name in variables
        ]


def _path_type(name: str) -> dict[str, Any]:
    if name == "invitee":
        return {"type": "string", "minLength": 1}
    return {"type": "integer", "minimum": 1, "maximum": LARGEST_ID}


class BasicAuthentication(OpenApiAuthenticationExtension):
    target_class = "wpauth.authentication.WordPressAuthentication"
    name = "basicAuth"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, str]:
        return {
            "type": "http",
            "scheme": "basic",
            "description": "A WordPress user name and an application password.",
        }


class AnyOfExtension(PolymorphicProxySerializerExtension):
    """What administrators see has all that others see: `oneOf` would refuse it."""

    priority = 0

    def map_serializer(self, auto_schema: AutoSchema, direction: str) -> dict[str, Any]:
        return {"anyOf": super().map_serializer(auto_schema, direction)["oneOf"]}


class PriceExtension(OpenApiSerializerFieldExtension):
    target_class = "items.rest.serializers.PriceField"

    def map_serializer_field(
        self, auto_schema: AutoSchema, direction: str
    ) -> dict[str, Any]:
        schema: dict[str, Any] = {"type": "number"}
        if direction == "request":  # half-even: 0.005 would be 0.00
            schema |= {"exclusiveMinimum": 0.005, "exclusiveMaximum": 99999999.995}
        return schema


class TextExtension(OpenApiSerializerFieldExtension):
    target_class = "api.fields.StrictCharField"
    match_subclasses = True
    priority = -1  # the more exact extensions below come first

    def map_serializer_field(
        self, auto_schema: AutoSchema, direction: str
    ) -> dict[str, Any]:
        field = self.target
        return {
            "type": "string",
            "minLength": 0 if isinstance(field, EmptyIsNull) else 1,
            "maxLength": field.max_length,
            "pattern": _pattern(field),
        }


class URLExtension(OpenApiSerializerFieldExtension):
    target_class = "items.rest.serializers.URLField"

    def map_serializer_field(
        self, auto_schema: AutoSchema, direction: str
    ) -> dict[str, Any]:
        return _url(self.target)


class OptionalURLExtension(OpenApiSerializerFieldExtension):
    target_class = "items.rest.serializers.OptionalURLField"

    def map_serializer_field(
        self, auto_schema: AutoSchema, direction: str
    ) -> dict[str, Any]:
        return {"oneOf": [_url(self.target), EMPTY]}


class OptionalEmailExtension(OpenApiSerializerFieldExtension):
    target_class = "items.rest.serializers.OptionalEmailField"

    def map_serializer_field(
        self, auto_schema: AutoSchema, direction: str
    ) -> dict[str, Any]:
        longest = self.target.max_length
        address = {"type": "string", "format": "email", "maxLength": longest}
        return {"oneOf": [address, EMPTY]}


class OptionalDateExtension(OpenApiSerializerFieldExtension):
    target_class = "api.fields.OptionalDateField"

    def map_serializer_field(
        self, auto_schema: AutoSchema, direction: str
    ) -> dict[str, Any]:
        return {"oneOf": [{"type": "string", "format": "date"}, EMPTY]}


def _pattern(field: Any) -> str:
    """
    Return the field's rule in ECMAScript's words.

    A text that is cut needs something that isn't a space, and so does a name.
    """
    pattern = _ecma(next(v for v in field.validators if type(v) is RegexValidator))
    if not field.trim_whitespace and not isinstance(field, NameField):
        return pattern
    allowed = pattern.removeprefix("^").removesuffix("*$")
    space = r"\s" if isinstance(field, NameField) else " "
    return f"^{allowed}*{allowed.replace('[^', f'[^{space}')}{allowed}*$"


def _ecma(rule: RegexValidator) -> str:
    pattern = re.compile(rule.regex).pattern
    return pattern.replace(r"\A", "^").replace(r"\Z", "$").replace(r"\x", r"\u00")


def _url(field: Any) -> dict[str, Any]:
    return {
        "type": "string",
        "format": "uri",
        "pattern": _ecma(validate_http_url),
        "minLength": field.min_length or 1,
        "maxLength": field.max_length,
        "examples": ["https://shop.example/kettle"],
    }
