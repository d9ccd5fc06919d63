"""Registries that exist already, made through the API."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.browser.site import Site
from wordpress.local.machine import http

ITEMS = [
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
        "description": "Stoneware with a blue rim.",
    },
    {"name": "Reading lamp", "url": "https://www.example.com/lamp", "price": 18},
]


@dataclass(frozen=True)
class Registry:
    id: int
    address: str
    items: list[int]


def make_registry(
    site: Site, owner: str = "ada", *, is_private: bool = False, **fields: Any
) -> Registry:
    """A registry with three gifts. The caller deletes it, since a person has only one at a time."""
    account = site.accounts[owner]
    about = {"title": "A first kitchen", "story": "I start with tea.", **fields}
    body = {**about, "is_private": is_private}
    made = site.ask_api("POST", "/registries", account, body)
    path = f"/registries/{made['id']}/items"
    for item in ITEMS:
        site.ask_api("POST", path, account, item)
    items = [item["id"] for item in site.ask_api("GET", path, account)]
    return Registry(made["id"], made["permalink"], items)


def delete_registry(site: Site, registry: Registry, owner: str = "ada") -> None:
    site.ask_api("DELETE", f"/registries/{registry.id}", site.accounts[owner])


def forget_registries(site: Site, *names: str) -> None:
    """Leave these people without any."""
    for name in names:
        account = site.accounts[name]
        for registry in site.ask_api("GET", "/registries", account):
            site.ask_api("DELETE", f"/registries/{registry['id']}", account)


def about_item(registry: Registry, owner: Registry) -> dict[str, Any]:
    """The first item of `owner`, as if it was in this registry."""
    return {"registry_id": registry.id, "item_id": owner.items[0]}


def stored(site: Site, registry: Registry) -> Any:
    """Of the registry and its owner; and how many letters were written."""
    path, ada = f"/registries/{registry.id}", site.accounts["ada"]
    me = http.request("GET", f"{site.url}/wp-json/wp/v2/users/me?context=edit", ada)
    assert me is not None
    letters = len(list(site.mail.folder.iterdir()))
    shown = [site.ask_api("GET", address, ada) for address in (path, f"{path}/items")]
    return shown, me.json(), letters
