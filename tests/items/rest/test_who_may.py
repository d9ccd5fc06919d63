"""The table of api.md §3, except for purchases, for every route and every status."""

from __future__ import annotations

from typing import NamedTuple

from django.test import TestCase

from items.models import Item
from tests.worlds import WordPressMixin, make_item

OWNERS_STATUSES = ("draft", "pending", "future", "restart-archived")
ITEM = {"name": "Pan", "url": "https://shop.example/pan"}
LINK = {"affiliate_url": "https://shop.example/pan?tag=x"}


class Route(NamedTuple):
    method: str
    path: str
    body: object = None
    success: int = 200

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"


READING = [
    Route("GET", "/registries/{registry}"),
    Route("GET", "/registries/{registry}/invitees"),
    Route("GET", "/registries/{registry}/items"),
    Route("GET", "/registries/{registry}/items/{item}"),
    Route("GET", "/items/{item}"),
    Route("GET", "/items?registry_id={registry}"),
]
CHANGING = [
    Route("PATCH", "/registries/{registry}", {"title": "Other"}),
    Route("POST", "/registries/{registry}/invitees", {"invitees": ["dora"]}),
    Route("DELETE", "/registries/{registry}/invitees/dora"),
    Route("POST", "/registries/{registry}/items", ITEM, 201),
    Route("PUT", "/registries/{registry}/items/order", {"item_ids": []}),
    Route("PUT", "/registries/{registry}/items/{item}", {"name": "Pot"}),
    Route("PATCH", "/registries/{registry}/items/{item}", {"name": "Lid"}),
    Route("GET", "/registries/{registry}/items/{item}/affiliate"),
    Route("PUT", "/registries/{registry}/items/{item}/affiliate", LINK),
    Route("DELETE", "/registries/{registry}/items/{item}/affiliate", success=204),
    Route("DELETE", "/registries/{registry}/items/{item}", success=204),
    Route("POST", "/items", {**ITEM, "registry_id": "{registry}"}, 201),
    Route("PUT", "/items/{item}", {"name": "Bowl"}),
    Route("PATCH", "/items/{item}", {"name": "Cup"}),
    Route("DELETE", "/items/{item}"),
]
DELETING = [Route("DELETE", "/registries/{registry}", success=204)]


class WhoMayTests(WordPressMixin, TestCase):
    def status_codes(self, routes: list[Route], name: str) -> dict[str, int]:
        """Ask every route, with a new item for each."""
        return {route.name: self.status_code(route, name) for route in routes}

    def status_code(self, route: Route, name: str) -> int:
        item = make_item(self.registry_id)
        path = route.path.format(registry=self.registry_id, item=item.pk)
        body = route.body
        if isinstance(body, dict) and "registry_id" in body:
            body = {**body, "registry_id": self.registry_id}
        return self.cast[name].send(route.method, path, body).status_code

    def assert_may(self, name: str, routes: list[Route]) -> None:
        with self.subTest(f"{name} may"):
            answers = self.status_codes(routes, name)
            assert answers == {route.name: route.success for route in routes}

    def assert_refused(self, name: str, routes: list[Route], status: int) -> None:
        with self.subTest(f"{name} gets {status}"):
            before = self.wordpress.post(self.registry_id), names()
            answers = self.status_codes(routes, name)
            assert answers == {route.name: status for route in routes}
            assert self.wordpress.post(self.registry_id) == before[0]
            assert names() <= before[1] | {("Kettle", True, None)}

    def assert_owner_and_administrator_may_do_everything(self) -> None:
        for name in ("eve", "ada"):
            self.assert_may(name, READING + CHANGING)
        self.assert_may("ada", DELETING)
        assert self.wordpress.post(self.registry_id) == {}

    def test_a_public_registry(self) -> None:
        self.registry_id = self.invited("publish")

        for name in ("bob", "carol"):
            self.assert_may(name, READING)
            self.assert_refused(name, CHANGING + DELETING, 403)
        self.assert_refused("nobody", READING + CHANGING + DELETING, 401)
        self.assert_owner_and_administrator_may_do_everything()

    def test_a_private_registry(self) -> None:
        self.registry_id = self.invited("private")

        self.assert_may("bob", READING)
        self.assert_refused("bob", CHANGING + DELETING, 403)
        self.assert_refused("carol", READING + CHANGING + DELETING, 403)
        self.assert_refused("nobody", READING + CHANGING + DELETING, 401)
        self.assert_owner_and_administrator_may_do_everything()

    def test_every_other_status_is_for_owner_and_administrator(self) -> None:
        for status in OWNERS_STATUSES:
            with self.subTest(status=status):
                self.registry_id = self.invited(status)

                for name in ("bob", "carol"):
                    self.assert_refused(name, READING + CHANGING + DELETING, 403)
                self.assert_refused("nobody", READING + CHANGING + DELETING, 401)
                self.assert_owner_and_administrator_may_do_everything()

    def test_the_trash_holds_nothing(self) -> None:
        self.registry_id = self.invited("publish")
        self.wordpress.set_status(self.registry_id, "trash")

        for name in ("eve", "ada"):
            self.assert_refused(name, READING + CHANGING + DELETING, 404)
        for name in ("bob", "carol"):
            self.assert_refused(name, READING + CHANGING + DELETING, 403)
        self.assert_refused("nobody", READING + CHANGING + DELETING, 401)

    def test_a_registry_that_is_not_there(self) -> None:
        self.registry_id = self.invited("publish")
        self.wordpress.remove(self.registry_id)

        for name in ("eve", "ada", "bob", "carol"):
            self.assert_refused(name, READING + CHANGING + DELETING, 404)
        self.assert_refused("nobody", READING + CHANGING + DELETING, 401)

    def test_administrators_may_delete_a_registry(self) -> None:
        self.registry_id = self.invited("private")

        self.assert_may("eve", DELETING)

        assert self.wordpress.post(self.registry_id) == {}
        assert not Item.objects.active().exists()


def names() -> set[tuple[str, bool, str | None]]:
    return set(Item.objects.values_list("name", "is_active", "affiliate_url"))
