"""Each door of the API, and everybody who may not enter by it."""

from __future__ import annotations

import re
from typing import Any

from django.core.cache import cache
from django.test import TestCase

from items.models import Item
from items.purchases import buy
from tests.restart_registry.api_doors import (
    DOORS,
    EVERYBODY,
    GUESTS,
    METHODS,
    TO_ALL_WHO_LOGGED_IN,
    Door,
    doors,
)
from tests.restart_registry.stored import changed, stored
from tests.worlds import Caller, FakeWordPressMixin, make_item


class ApiDoorTests(FakeWordPressMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.wordpress.add_account("dora")
        self.wordpress.add_account("edith", role="editor")
        self.registry_id = self.invited("private")
        self.kettle = make_item(self.registry_id)
        self.purchase, _ = buy(self.kettle.pk, {"quantity": 1})
        self.doras = self.wordpress.make_registry(owner="dora")
        self.doras_pan = make_item(self.doras, name="Pan")
        self.before = stored(self.wordpress)

    def assert_unchanged(self) -> None:
        assert changed(self.before, self.wordpress) == []

    def comes(self, name: str) -> Caller:
        if name == "a guesser":
            cache.clear()  # else the eleventh wrong password is a 429
            service = self.wordpress.accounts["service"]
            return Caller(service.authorization[:-4])
        return self.caller(name) if name in self.wordpress.accounts else self.nobody

    def path(self, pattern: str, **others: int) -> str:
        """Of Ada's registry, but for what is named."""
        values: dict[str, Any] = {
            "registry_id": self.registry_id,
            "item_id": self.kettle.pk,
            "purchase_id": self.purchase.pk,
            "invitee": "bob@example.test",
            **others,
        }
        return "/" + re.sub(
            r"<\w+:(\w+)>", lambda found: str(values[found[1]]), pattern
        )

    def knocks(self, caller: Caller, name: str, door: Door, **others: int) -> Any:
        method, _, pattern = name.partition(" ")
        body = door.body
        if isinstance(body, dict) and "registry_id" in body:
            body = {**body, "registry_id": self.registry_id}
        return caller.send(method, self.path(pattern, **others), body)

    def test_each_has_its_place_in_the_table(self) -> None:
        assert doors() == set(DOORS)

    def test_each_refuses_everybody_who_may_not(self) -> None:
        for name, door in DOORS.items():
            for who, status in door.refused.items():
                with self.subTest(name, who=who):
                    answer = self.knocks(self.comes(who), name, door)

                    assert answer.status_code == status, answer.content
                    assert list(answer.json()) == ["detail"]
                    assert "Kettle" not in answer.content.decode()
                    self.assert_unchanged()

    def test_each_but_the_open_ones_refuses_guests(self) -> None:
        """So that no entry of the table forgets them."""
        closed = {name for name, door in DOORS.items() if door.refused != EVERYBODY}

        assert {path.partition(" ")[2] for path in set(DOORS) - closed} == {
            *("", "health", "openapi.json", "docs")
        }
        assert all(DOORS[name].refused.items() >= GUESTS.items() for name in closed)

    def test_lists_show_nobody_what_is_anothers(self) -> None:
        for who in ("bob", "carol", "dora", "edith"):
            for path in ("/items", "/registries"):
                with self.subTest(path, who=who):
                    answer = self.comes(who).get(path)

                    shown = {one.get("registry_id", one["id"]) for one in answer.json()}
                    assert shown == ({self.doras} if who == "dora" else set())

    def test_within_ones_own_registry_nothing_is_anothers(self) -> None:
        """Dora names her registry, and Ada's item; or her item, and Ada's purchase."""
        detours: list[tuple[str, dict[str, int]]] = [
            ("<id:item_id>", {"registry_id": self.doras}),
            ("<id:purchase_id>", {"item_id": self.doras_pan.pk}),
        ]
        for part, others in detours:
            for name, door in DOORS.items():
                if part not in name or ("registry_id" in others) > ("registry" in name):
                    continue
                with self.subTest(name, others=others):
                    answer = self.knocks(self.comes("dora"), name, door, **others)

                    foreign = "registries/" in name and "item_id" in others
                    assert answer.status_code == (403 if foreign else 404)
                    self.assert_unchanged()

    def test_an_undo_token_opens_its_own_purchase_alone(self) -> None:
        names = [name for name in DOORS if name.startswith("DELETE") and "purc" in name]
        for name in names:
            for who, status in (("nobody", 401), ("carol", 403), ("ada", 403)):
                with self.subTest(name, who=who):
                    path = self.path(name.partition(" ")[2])
                    answer = self.comes(who).delete(path, x_undo_token="x" * 43)

                    assert answer.status_code == status
                    self.assert_unchanged()
        assert len(names) == 2

    def test_no_door_is_where_the_table_has_none(self) -> None:
        """Not even for Eve, who may do everything."""
        patterns = {name.partition(" ")[2] for name in DOORS}
        for pattern in patterns:
            for method in {*METHODS, "OPTIONS"} - {
                name.partition(" ")[0] for name in DOORS if name.endswith(f" {pattern}")
            }:
                with self.subTest(f"{method} /{pattern}"):
                    answer = self.eve.send(method, self.path(pattern), {})

                    assert answer.status_code == 405
                    self.assert_unchanged()

    def test_those_for_all_let_carol_in(self) -> None:
        for name, door in TO_ALL_WHO_LOGGED_IN.items():
            assert self.knocks(self.carol, name, door).status_code < 300, name
        assert Item.objects.count() == 2
