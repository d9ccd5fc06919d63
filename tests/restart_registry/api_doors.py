"""Every door of the API: what is sent there, and the answer to each who may not enter."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.urls import URLPattern, get_resolver

Answers = dict[str, int]

GUESTS: Answers = {"nobody": 401, "a guesser": 401}
STRANGERS: Answers = {**GUESTS, "carol": 403, "dora": 403, "edith": 403}
FRIENDS: Answers = {**STRANGERS, "bob": 403}
EVERYBODY: Answers = {}  # nobody is refused

REGISTRY = "registries/<id:registry_id>"
ITEM, NESTED = "items/<id:item_id>", f"{REGISTRY}/items/<id:item_id>"
PAN: dict[str, Any] = {"name": "Pan", "url": "https://shop.example/pan"}
LINK = {"affiliate_url": "https://shop.example/pan?tag=x"}


class Door(NamedTuple):
    refused: Answers
    body: Any = None


OPEN = {
    f"GET {path}": Door(EVERYBODY) for path in ("", "health", "openapi.json", "docs")
}
TO_ALL_WHO_LOGGED_IN = {
    "GET items": Door(GUESTS),
    "GET registries": Door(GUESTS),
    "POST registries": Door(GUESTS, {"title": "A home"}),
}
OF_A_REGISTRY = {
    f"GET {REGISTRY}": Door(STRANGERS),
    f"PATCH {REGISTRY}": Door(FRIENDS, {"title": "Other"}),
    f"DELETE {REGISTRY}": Door(FRIENDS),
    f"GET {REGISTRY}/invitees": Door(STRANGERS),
    f"POST {REGISTRY}/invitees": Door(FRIENDS, {"invitees": ["carol"]}),
    f"DELETE {REGISTRY}/invitees/<path:invitee>": Door(FRIENDS),
    f"GET {REGISTRY}/items": Door(STRANGERS),
    f"POST {REGISTRY}/items": Door(FRIENDS, PAN),
    f"PUT {REGISTRY}/items/order": Door(FRIENDS, {"item_ids": []}),
    "POST items": Door(FRIENDS, {**PAN, "registry_id": "its own"}),
}
OF_AN_ITEM = {
    f"{method} {path}{rest}": door
    for path in (ITEM, NESTED)
    for method, rest, door in (
        ("GET", "", Door(STRANGERS)),
        ("PUT", "", Door(FRIENDS, {"name": "Pot"})),
        ("PATCH", "", Door(FRIENDS, {"name": "Lid"})),
        ("DELETE", "", Door(FRIENDS)),
        ("GET", "/purchases", Door(FRIENDS)),
        ("POST", "/purchases", Door(STRANGERS, {"quantity": 1})),
        ("DELETE", "/purchases/<id:purchase_id>", Door(FRIENDS)),
    )
}
OF_A_LINK = {
    f"GET {NESTED}/affiliate": Door(FRIENDS),
    f"PUT {NESTED}/affiliate": Door(FRIENDS, LINK),
    f"DELETE {NESTED}/affiliate": Door(FRIENDS),
}
DOORS = {
    **OPEN,
    **TO_ALL_WHO_LOGGED_IN,
    **OF_A_REGISTRY,
    **OF_AN_ITEM,
    **OF_A_LINK,
}
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def doors() -> set[str]:
    """What the views of the API answer to; the Django admin's are of another kind."""
    return {
        f"{method} {entry.pattern}"
        for entry in get_resolver().url_patterns
        if isinstance(entry, URLPattern) and str(entry.pattern) != "admin"
        for method in METHODS
        if entry.callback is None or answers(entry.callback, method)
    }


def answers(view: Any, method: str) -> bool:
    """A plain function takes every method."""
    return not hasattr(view, "view_class") or hasattr(view.view_class, method.lower())
