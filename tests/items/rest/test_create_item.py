from __future__ import annotations

from django.db import connection
from django.test import TestCase, TransactionTestCase
from django.test.utils import CaptureQueriesContext

from items.models import MOST_ACTIVE_ITEMS, Item
from tests.worlds import Caller, FakeWordPressMixin, WordPressMixin, make_item

KETTLE = {"name": "Kettle", "url": "https://shop.example/kettle"}
FULL = {
    "name": "Kettle",
    "description": "1.7 litres\n\tsteel",
    "notes": "the <b>red</b> one, please",
    "url": "https://shop.example/kettle",
    "retailer": "Shop & Co",
    "affiliate_url": "https://shop.example/kettle?tag=x",
    "affiliate_status": "active",
    "image_url": "https://shop.example/kettle.jpg",
    "price": 19.9,
    "quantity_needed": 3,
    "quantity_purchased": 1,
    "is_active": True,
}


class CommitTests(WordPressMixin, TransactionTestCase):
    """Each commit waits for the disk."""

    def commits(self, caller: Caller, path: str) -> int:
        caller.get(path)  # who they are is known from now on
        with CaptureQueriesContext(connection) as queries:
            assert caller.post(path, KETTLE).status_code == 201
        return [query["sql"] for query in queries].count("COMMIT")

    def test_the_item_and_that_wordpress_was_told(self) -> None:
        path = f"/registries/{self.wordpress.make_registry()}/items"

        assert self.commits(self.ada, path) == 2

    def test_the_item_alone_if_the_plugin_tells_wordpress(self) -> None:
        path = f"/registries/{self.wordpress.make_registry()}/items"

        assert self.commits(self.caller("service"), path) == 1


class CreateItemTests(WordPressMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.registry_id = self.invited()

    def test_creates_it_and_tells_wordpress(self) -> None:
        response = self.ada.post("/items", {**KETTLE, "registry_id": self.registry_id})

        assert response.status_code == 201
        body = response.json()
        assert (body["success"], body["message"]) == (True, "Item created successfully")
        kettle = Item.objects.get()
        assert (body["data"]["id"], kettle.registry_id) == (kettle.pk, self.registry_id)
        stored = self.wordpress.post(self.registry_id)["meta"]
        assert stored["restart_item_ids"] == f"[{kettle.pk}]"

    def test_below_its_registry(self) -> None:
        body = {**KETTLE, "registry_id": 999}

        response = self.ada.post(f"/registries/{self.registry_id}/items", body)

        assert response.status_code == 201
        assert response.json()["message"] == "Item added to registry"
        assert response.json()["data"]["registry_id"] == self.registry_id

    def test_every_field_comes_back_as_it_went_in(self) -> None:
        path = f"/registries/{self.registry_id}/items"

        data = self.eve.post(path, FULL).json()["data"]

        kettle = Item.objects.get()
        assert data.items() >= FULL.items()
        assert data.keys() - FULL.keys() == {
            *("id", "registry_id", "created_at", "updated_at"),
        }
        assert (kettle.notes, kettle.affiliate_url) == (
            FULL["notes"],
            FULL["affiliate_url"],
        )

    def test_an_owner_sets_the_affiliate_link_but_does_not_see_it(self) -> None:
        data = self.ada.post(f"/registries/{self.registry_id}/items", FULL).json()[
            "data"
        ]

        assert not data.keys() & {"affiliate_url", "affiliate_status"}
        assert Item.objects.get().affiliate_status == "active"

    def test_a_new_item_goes_last(self) -> None:
        first, second = make_item(self.registry_id), make_item(self.registry_id)
        order = f"[{second.pk},{first.pk}]"
        self.wordpress.set_meta(self.registry_id, "restart_item_ids", order)

        self.ada.post(f"/registries/{self.registry_id}/items", KETTLE)

        third = Item.objects.latest("id").pk
        stored = self.wordpress.post(self.registry_id)["meta"]
        assert stored["restart_item_ids"] == f"[{second.pk},{first.pk},{third}]"

    def test_an_inactive_one_is_not_told(self) -> None:
        body = {**KETTLE, "is_active": False}

        response = self.ada.post(f"/registries/{self.registry_id}/items", body)

        assert response.status_code == 201
        stored = self.wordpress.post(self.registry_id)["meta"]
        assert stored.get("restart_item_ids", "") in ("", "[]")

    def test_leaves_the_status_of_the_registry_alone(self) -> None:
        for status in ("publish", "private", "restart-archived"):
            self.wordpress.set_status(self.registry_id, status)

            self.ada.post(f"/registries/{self.registry_id}/items", KETTLE)

            assert self.wordpress.post(self.registry_id)["status"] == status

    def test_needs_a_registry_that_can_be(self) -> None:
        for number in (None, 0, -1, 2**70, "7", 1.5, True, [7]):
            with self.subTest(registry_id=number):
                response = self.ada.post("/items", {**KETTLE, "registry_id": number})

                assert response.status_code == 422
                assert response.json()["errors"][0]["loc"] == ["body", "registry_id"]
        assert not Item.objects.exists()

    def test_needs_name_and_url(self) -> None:
        response = self.ada.post(f"/registries/{self.registry_id}/items", {})

        assert response.status_code == 422
        errors = {error["loc"][1]: error["type"] for error in response.json()["errors"]}
        assert errors == {"name": "missing", "url": "missing"}

    def test_nothing_but_space_is_no_name(self) -> None:
        item = make_item(self.registry_id)
        below = f"/registries/{self.registry_id}/items"
        body = {**KETTLE, "registry_id": self.registry_id, "name": "   "}

        for response in (
            self.ada.post("/items", body),
            self.ada.post(below, body),
            self.ada.patch(f"/items/{item.pk}", {"name": "   "}),
            self.ada.put(f"{below}/{item.pk}", {"name": "   "}),
        ):
            assert response.status_code == 422
            [error] = response.json()["errors"]
            assert (error["loc"], error["type"]) == (["body", "name"], "blank")
        assert Item.objects.get().name == item.name


class FullRegistryTests(FakeWordPressMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.registry_id = self.wordpress.make_registry()
        Item.objects.bulk_create(
            Item(registry_id=self.registry_id, **KETTLE)
            for _ in range(MOST_ACTIVE_ITEMS)
        )

    def test_takes_500_items_and_no_more(self) -> None:
        for path in (f"/registries/{self.registry_id}/items", "/items"):
            response = self.ada.post(path, {**KETTLE, "registry_id": self.registry_id})

            assert response.status_code == 409
            assert "500" in response.json()["detail"]
        assert Item.objects.count() == MOST_ACTIVE_ITEMS
        assert self.wordpress.writes == []

    def test_inactive_ones_take_no_room(self) -> None:
        path = f"/registries/{self.registry_id}/items"

        assert self.ada.post(path, {**KETTLE, "is_active": False}).status_code == 201
        self.ada.delete(f"/items/{Item.objects.earliest('id').pk}")

        assert self.ada.post(path, KETTLE).status_code == 201
        assert self.ada.post(path, KETTLE).status_code == 409

    def test_nothing_is_revived_into_a_full_one(self) -> None:
        lamp = make_item(self.registry_id, is_active=False)

        response = self.eve.patch(f"/items/{lamp.pk}", {"is_active": True})

        assert response.status_code == 409
        assert not Item.objects.get(pk=lamp.pk).is_active
