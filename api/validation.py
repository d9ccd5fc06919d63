"""Reads what a client sent, whole and strictly, or raises ValidationError."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import APIException, ParseError, ValidationError
from rest_framework.request import Request


class QueryError(ValidationError):
    """A mistake after the `?`, not in the body."""

    place = "query"


class HeaderError(ValidationError):
    """A mistake in a header."""

    place = "header"


class LengthRequired(APIException):
    """The body came in chunks, so that its length isn't known beforehand."""

    status_code = HTTPStatus.LENGTH_REQUIRED
    default_detail = "Send the body with a Content-Length, not in chunks."


def validated_body(
    request: Request, serializer: serializers.BaseSerializer
) -> dict[str, Any]:
    """
    Return the valid content of the request's JSON body.

    The serializer is a shared one that holds no data: building one for each
    request costs more than everything else in it.
    """
    if "Transfer-Encoding" in request.headers:
        raise LengthRequired
    if request.stream is None:
        raise ParseError("The body is empty; JSON with a Content-Length is needed.")
    return dict(serializer.run_validation(request.data))


def validated_query(
    request: Request, serializer: serializers.BaseSerializer
) -> dict[str, Any]:
    """Return the valid content of the request's query string, numbers as numbers."""
    query = {key: _number(str(text)) for key, text in request.query_params.items()}
    try:
        return dict(serializer.run_validation(query))
    except ValidationError as exc:
        raise QueryError(exc.detail) from exc


def _number(text: str) -> int | str:
    digits = text.removeprefix("-")
    return (
        int(text) if digits.isascii() and digits.isdigit() and len(text) < 20 else text
    )
