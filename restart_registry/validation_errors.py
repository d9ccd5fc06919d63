"""Turns DRF's tree of mistakes into the flat list that FastAPI's clients know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

# DRF's and Django's codes in pydantic's words; any other code stands as it is.
TYPES = {
    "invalid": "invalid_type",
    "invalid_choice": "enum",
    "max_length": "too_long",
    "max_value": "less_than_equal",
    "min_length": "too_short",
    "min_value": "greater_than_equal",
    "not_a_list": "list_type",
    "null": "null_not_allowed",
    "required": "missing",
}


def flatten(details: Any, where: str) -> list[dict[str, Any]]:
    """
    Return `[{"loc": ["body", "price"], "msg": ..., "type": ...}]`.

    `details` is ValidationError.get_full_details(); `where` "body" or "query".
    """
    return [
        {
            "loc": [where, *path],
            "msg": str(mistake["message"]),
            "type": TYPES.get(mistake["code"], mistake["code"]),
        }
        for path, mistake in _walk(details, [])
    ]


def _walk(node: Any, path: list[Any]) -> Iterator[tuple[list[Any], dict[str, Any]]]:
    if isinstance(node, list):
        for child in node:
            yield from _walk(child, path)
    elif set(node) == {"message", "code"} and not isinstance(node["code"], dict | list):
        yield path, node
    else:
        for key, child in node.items():
            here = [] if key == "non_field_errors" else [key]
            yield from _walk(child, [*path, *here])
