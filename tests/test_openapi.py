"""docs/openapi.json is what the code says, and the code's routes are all in it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import URLPattern, get_resolver

from restart_registry.openapi.operations import BELOW_A_REGISTRY, OPERATIONS

OPENAPI = Path(__file__).resolve().parent.parent / "docs" / "openapi.json"
CONVERTER = re.compile(r"<\w+:")
METHODS = {"get", "post", "put", "patch", "delete"}


def operations(document: dict[str, Any]) -> set[str]:
    return {
        f"{method.upper()} {path}"
        for path, methods in document["paths"].items()
        for method in methods
        if method in METHODS
    }


def our_routes() -> list[URLPattern]:
    """Return all routes of urls.py, without those of the admin."""
    return [
        route
        for route in get_resolver().url_patterns
        if isinstance(route, URLPattern) and not str(route.pattern).startswith("admin")
    ]


def methods_of(route: URLPattern) -> list[str]:
    view = route.callback.view_class  # type: ignore[attr-defined]  # as_view() sets it
    return [method for method in METHODS if hasattr(view, method)]


def path_of(route: URLPattern) -> str:
    """Return the path, spelled as OpenAPI spells it."""
    return f"/{CONVERTER.sub('{', str(route.pattern)).replace('>', '}')}"


def routes() -> set[str]:
    return {
        f"{method.upper()} {path_of(route)}"
        for route in our_routes()
        for method in methods_of(route)
    }


def views_methods(routes: list[URLPattern]) -> set[str]:
    return {
        f"{route.callback.view_class.__name__}.{method}"  # type: ignore[attr-defined]  # as above
        for route in routes
        for method in methods_of(route)
    }


def test_the_file_is_what_the_code_generates(tmp_path: Path) -> None:
    file = tmp_path / "openapi.json"

    call_command(
        "spectacular",
        format="openapi-json",
        validate=True,
        fail_on_warn=True,
        file=str(file),
    )

    assert file.read_text() == OPENAPI.read_text(), "`make openapi` writes it anew"


def test_every_route_is_in_the_file() -> None:
    assert operations(json.loads(OPENAPI.read_text())) == routes()


def test_every_operation_of_the_table_has_a_route() -> None:
    assert set(OPERATIONS) == views_methods(our_routes())


def test_what_is_different_below_a_registry_is_also_a_route_of_its_own() -> None:
    below = [route for route in our_routes() if "registry_id" in path_of(route)]
    others = [route for route in our_routes() if route not in below]

    assert set(BELOW_A_REGISTRY) == views_methods(below) & views_methods(others)


@pytest.mark.parametrize("name", ["Item", "ItemPublic"])
def test_a_reader_can_rely_on_every_key_of_an_item(name: str) -> None:
    schema = json.loads(OPENAPI.read_text())["components"]["schemas"][name]

    assert set(schema["required"]) == set(schema["properties"])


def test_only_administrators_are_promised_the_affiliate_link() -> None:
    schemas = json.loads(OPENAPI.read_text())["components"]["schemas"]

    more = set(schemas["Item"]["properties"]) - set(schemas["ItemPublic"]["properties"])

    assert more == {"affiliate_url", "affiliate_status"}
