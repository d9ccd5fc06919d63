"""Two registries with items to look at, made through our API as Ada would make them."""

from __future__ import annotations

from typing import Any

from wordpress.local.accounts import Account
from wordpress.local.api import LocalApi

ITEMS = {
    "public": [
        {
            "name": "Kettle",
            "url": "https://www.example.com/kettle",
            "price": 24.90,
            "notes": "Any colour but white.",
        },
        {
            "name": "Plates, set of six",
            "url": "https://www.example.com/plates",
            "price": 39.00,
            "quantity_needed": 2,
        },
    ],
    "private": [
        {
            "name": "Door lock with two keys",
            "url": "https://www.example.com/lock",
            "price": 54.50,
        },
        {
            "name": "Bed linen",
            "url": "https://www.example.com/linen",
            "price": 32.00,
            "quantity_needed": 3,
        },
    ],
}


def registries(bob: Account) -> dict[str, dict[str, Any]]:
    return {
        "public": {
            "title": "Ada's first kitchen of her own",
            "story": "Everything stayed in the old house. I start with tea.",
            "is_private": False,
            "meta": {"event_type": "moving-on"},
        },
        "private": {
            "title": "Ada's new flat",
            "story": "Only for those who know where I live now.",
            "is_private": True,
            "meta": {"event_type": "separation", "invitees": [bob.email]},
        },
    }


def make_demo(api: LocalApi, ada: Account, bob: Account) -> dict[str, int]:
    """Return the registries' ids. They are made once, and found again by their titles."""
    found = {
        registry["title"]: registry["id"]
        for registry in api.request("GET", "/registries?per_page=100", ada)
    }
    ids = {}
    for name, registry in registries(bob).items():
        ids[name] = found.get(registry["title"]) or _make_registry(api, ada, registry)
        _make_items(api, ada, ids[name], ITEMS[name])
    return ids


def permalinks(api: LocalApi, ada: Account, ids: dict[str, int]) -> dict[str, str]:
    """Return the addresses of the registries."""
    return {
        name: api.request("GET", f"/registries/{number}", ada)["permalink"]
        for name, number in ids.items()
    }


def _make_registry(api: LocalApi, ada: Account, registry: dict[str, Any]) -> int:
    return int(api.request("POST", "/registries", ada, registry)["id"])


def _make_items(
    api: LocalApi, ada: Account, registry: int, items: list[dict[str, Any]]
) -> None:
    path = f"/registries/{registry}/items"
    if not api.request("GET", path, ada):
        for item in items:
            api.request("POST", path, ada, item)
