"""Every door of the API: what is sent there, and the answer to each who may not enter."""

from __future__ import annotations

from typing import Any, NamedTuple

from tests.routes import our_routes

Answers = dict[str, int]

GUESTS: Answers = {"nobody": 401, "a guesser": 401}
STRANGERS: Answers = {**GUESTS, "carol": 403, "dora": 403, "edith": 403}
FRIENDS: Answers = {**STRANGERS, "bob": 403}
EVERYBODY: Answers = {}  # nobody is refused

# Of a site that Ada owns and Eve, being staff, may see; "another site" is Dora's.
HIDDEN: Answers = {
    **GUESTS,
    **dict.fromkeys(("bob", "carol", "dora", "edith", "another site"), 404),
}
FOR_PEOPLE: Answers = {**HIDDEN, "the site": 403}
FOR_THE_SITE: Answers = {**HIDDEN, "ada": 403, "eve": 403}
FOR_SITES: Answers = {
    **GUESTS,
    **dict.fromkeys(("ada", "bob", "carol", "dora", "edith", "eve"), 403),
}
FOR_ALL_PEOPLE: Answers = {**GUESTS, "the site": 403, "another site": 403}

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
INTEGRATION = "integration/integrations/<id:integration_id>"
CONTENT = "integration/content/<id:content_id>"
TYPE = f"{INTEGRATION}/content-types/<kind:kind>/<type_slug:slug>"
STRUCTURE: dict[str, Any] = {
    "post_types": {"post": {"label": "Posts", "count": 1}},
    "taxonomies": {},
    "plugin_connection_enabled": False,
    "two_way_sync_enabled": True,
    "site_url": "https://shop.example.test",
}
INTRODUCTION = {
    "site_url": "https://shop.example.test",
    "email": "owner@shop.test",
    "username": "eve",
    "application_password": "another password",
}
OF_A_SITE = {
    "POST integration/connect": Door(FOR_SITES, INTRODUCTION),
    "GET integration/integrations": Door(FOR_ALL_PEOPLE),
    f"POST {INTEGRATION}/update-structure": Door(FOR_THE_SITE, STRUCTURE),
    f"GET {INTEGRATION}/content-types": Door(HIDDEN),
    f"PATCH {TYPE}": Door(FOR_PEOPLE, {"enabled": False}),
    f"POST {INTEGRATION}/sync": Door(FOR_PEOPLE, {}),
    f"GET {INTEGRATION}/status": Door(HIDDEN),
    f"POST {INTEGRATION}/disconnect": Door(HIDDEN, {}),
    f"POST {INTEGRATION}/rotate-key": Door(FOR_THE_SITE, {}),
    "GET integration/content": Door(FOR_ALL_PEOPLE),
    f"GET {CONTENT}": Door({**HIDDEN, **FOR_ALL_PEOPLE}),
    f"PATCH {CONTENT}": Door({**HIDDEN, **FOR_ALL_PEOPLE}, {"title": "Taken"}),
}
DOORS = {
    **OPEN,
    **TO_ALL_WHO_LOGGED_IN,
    **OF_A_REGISTRY,
    **OF_AN_ITEM,
    **OF_A_LINK,
    **OF_A_SITE,
}
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def doors() -> set[str]:
    """What the views of the API answer to; pages for people are of another kind."""
    return {
        f"{method} {route.path}"
        for route in our_routes()
        for method in METHODS
        if answers(route.view, method)
    }


def answers(view: Any, method: str) -> bool:
    """A plain function takes every method."""
    return not hasattr(view, "view_class") or hasattr(view.view_class, method.lower())
