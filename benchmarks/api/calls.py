"""The requests of the tables, and what a right answer holds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from benchmarks.cast import ADA, BOB, SITE_ACCOUNT, Caller
from benchmarks.data import EMPTY, LARGE, NAME, Registry

READ, CHANGED = 7, 11  # items of Ada's small registry
GIFT = {
    "name": "Door lock with two keys",
    "url": "https://www.example.com/lock",
    "price": 54.5,
    "quantity_needed": 1,
}
_numbers = count(1)  # so that no two writes are alike


@dataclass(frozen=True)
class Call:
    method: str
    path: str
    caller: Caller | None = None
    body: dict[str, Any] = field(default_factory=dict)
    status: int = 200
    names: Sequence[str] = ()
    query: dict[str, str] = field(default_factory=dict)

    @property
    def headers(self) -> dict[str, str]:
        headers = {"Host": "bench.test"}
        if self.caller:
            headers["Authorization"] = self.caller.authorization
        if self.body:
            headers["Content-Type"] = "application/json"
        return headers

    @property
    def text(self) -> str:
        return json.dumps(self.body) if self.body else ""

    @property
    def target(self) -> str:
        query = "&".join(f"{name}={value}" for name, value in self.query.items())
        return f"{self.path}?{query}" if query else self.path

    def is_right(self, status: int, body: str | bytes) -> bool:
        """Return whether the rows are those of the table, not merely some rows."""
        if status != self.status:
            return False
        try:
            return not self.names or names_in(json.loads(body)) == list(self.names)
        except (ValueError, KeyError, TypeError):
            return False


def names_in(answer: Any) -> list[str]:
    items = answer if isinstance(answer, list) else [answer["data"]]
    return [item["name"] for item in items]


def health() -> Call:
    return Call("GET", "/health")


def get_item(item_id: int = READ) -> Call:
    names = [NAME.format(item_id)]
    return Call("GET", f"/items/{item_id}", SITE_ACCOUNT, names=names)


def list_of_100(caller: Caller) -> Call:
    """The newest ones, which are Ada's: an owner sees the rows that all see."""
    names = LARGE.names[::-1]
    return Call("GET", "/items", caller, names=names, query={"limit": "100"})


def last_page(caller: Caller) -> Call:
    query = {"limit": "100", "before": "101"}
    names = [NAME.format(number) for number in range(100, 0, -1)]
    return Call("GET", "/items", caller, names=names, query=query)


def plugins_page(registry: Registry) -> Call:
    query = {"registry_id": str(registry.id), "limit": "500"}
    names = registry.names[::-1]
    return Call("GET", "/items", SITE_ACCOUNT, names=names, query=query)


def registrys_items(registry: Registry) -> Call:
    path = f"/registries/{registry.id}/items"
    return Call("GET", path, ADA, names=registry.names)


def post_item(caller: Caller) -> Call:
    body = {**GIFT, "registry_id": EMPTY[next(_numbers) % len(EMPTY)].id}
    return Call("POST", "/items", caller, body, 201, [str(GIFT["name"])])


def put_item(caller: Caller) -> Call:
    body = {"description": f"Colour: {next(_numbers)}", "price": 12.5}
    names = [NAME.format(CHANGED)]
    return Call("PUT", f"/items/{CHANGED}", caller, body, names=names)


def post_into_registry() -> Call:
    path = f"/registries/{EMPTY[next(_numbers) % len(EMPTY)].id}/items"
    return Call("POST", path, BOB, GIFT, 201, [str(GIFT["name"])])
