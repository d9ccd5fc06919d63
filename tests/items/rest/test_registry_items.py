from __future__ import annotations

import json

import requests
from django.test import TestCase

from tests.worlds import FakeWordPressMixin, WordPressMixin, make_item


class ListRegistryItemsTests(WordPressMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.registry_id = self.invited()
        self.path = f"/registries/{self.registry_id}/items"

    def ids(self, name: str = "ada") -> list[int]:
        return [item["id"] for item in self.cast[name].get(self.path).json()]

    def set_order(self, item_ids: list[object]) -> None:
        order = json.dumps(item_ids)
        self.wordpress.set_meta(self.registry_id, "restart_item_ids", order)

    def test_lists_them_in_the_owners_order(self) -> None:
        kettle, lamp, chair = (make_item(self.registry_id).pk for _ in range(3))
        self.set_order([chair, kettle, lamp])

        for name in ("ada", "bob", "eve"):
            assert self.ids(name) == [chair, kettle, lamp]

    def test_those_without_a_place_come_last_by_id(self) -> None:
        kettle, lamp, chair = (make_item(self.registry_id).pk for _ in range(3))
        self.set_order([lamp])

        assert self.ids() == [lamp, kettle, chair]

    def test_ignores_duplicates_and_what_is_not_here(self) -> None:
        kettle, lamp = (make_item(self.registry_id).pk for _ in range(2))
        foreign = make_item(self.wordpress.make_registry()).pk
        gone = make_item(self.registry_id, is_active=False).pk
        self.set_order([lamp, foreign, lamp, gone, 2**60, -5, 0, kettle])

        assert self.ids() == [lamp, kettle]

    def test_a_malformed_order_reads_as_none(self) -> None:
        kettle, lamp = (make_item(self.registry_id).pk for _ in range(2))

        for text in (
            "",
            "[",
            "{}",
            "null",
            "7",
            f'["{lamp}"]',
            f"[{lamp}.5]",
            "[true]",
        ):
            with self.subTest(text):
                self.wordpress.set_meta(self.registry_id, "restart_item_ids", text)

                assert self.ids() == [kettle, lamp]

    def test_shows_the_affiliate_link_to_administrators_only(self) -> None:
        make_item(self.registry_id, affiliate_url="https://shop.example/k?tag=x")

        for name in ("ada", "bob"):
            [item] = self.cast[name].get(self.path).json()
            assert not item.keys() & {"affiliate_url", "affiliate_status"}
        [item] = self.eve.get(self.path).json()
        assert item["affiliate_url"] == "https://shop.example/k?tag=x"

    def test_of_a_duplicate_the_first_place_counts(self) -> None:
        registry_id = self.wordpress.make_registry()
        one, two = (make_item(registry_id).pk for _ in range(2))
        order = f"[{two},{one},{two}]"
        self.wordpress.set_meta(registry_id, "restart_item_ids", order)

        response = self.ada.get(f"/registries/{registry_id}/items")

        assert [item["id"] for item in response.json()] == [two, one]


class RegistryItemsQueriesTests(FakeWordPressMixin, TestCase):
    def test_one_query_and_one_look_at_wordpress_whatever_the_length(self) -> None:
        registry_id = self.wordpress.make_registry()
        for _ in range(20):
            make_item(registry_id)
        path = f"/registries/{registry_id}/items"
        self.ada.get(path)
        self.wordpress.requests.clear()

        with self.assertNumQueries(1):
            response = self.ada.get(path)

        assert len(response.json()) == 20
        assert len(self.wordpress.requests) == 1


class OrderItemsTests(WordPressMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.registry_id = self.invited()
        self.kettle, self.lamp, self.chair = (
            make_item(self.registry_id).pk for _ in range(3)
        )
        self.path = f"/registries/{self.registry_id}/items/order"

    def stored(self) -> list[int]:
        meta = self.wordpress.post(self.registry_id)["meta"]
        return list(json.loads(meta.get("restart_item_ids") or "[]"))

    def test_puts_them_in_this_order(self) -> None:
        order = [self.chair, self.kettle, self.lamp]

        response = self.ada.put(self.path, {"item_ids": order})

        assert response.status_code == 200
        assert response.json() == {"item_ids": order}
        assert self.stored() == order

    def test_those_left_out_go_last(self) -> None:
        self.ada.put(self.path, {"item_ids": [self.chair, self.kettle, self.lamp]})

        response = self.ada.put(self.path, {"item_ids": [self.lamp, self.lamp]})

        assert response.json() == {"item_ids": [self.lamp, self.chair, self.kettle]}

    def test_takes_only_active_items_of_this_registry(self) -> None:
        foreign = make_item(self.wordpress.make_registry()).pk
        gone = make_item(self.registry_id, is_active=False).pk

        for item_id in (foreign, gone, 999_999, 0, -1, 2**70, "1", None, 1.5, True):
            with self.subTest(item_id=item_id):
                response = self.ada.put(self.path, {"item_ids": [self.lamp, item_id]})

                assert response.status_code == 422
                assert response.json()["errors"][0]["loc"][:2] == ["body", "item_ids"]
        assert self.stored() == []

    def test_takes_a_list_and_nothing_else(self) -> None:
        bodies: list[object] = [
            {},
            {"item_ids": None},
            {"item_ids": {"1": 2}},
            [],
            None,
            "x",
            b"",
        ]
        for body in bodies:
            with self.subTest(body=body):
                assert self.ada.put(self.path, body).status_code == 422
        assert self.stored() == []


class OrderItemsOutageTests(FakeWordPressMixin, TestCase):
    def test_says_when_wordpress_could_not_be_told(self) -> None:
        registry_id = self.wordpress.make_registry()
        kettle, lamp = make_item(registry_id), make_item(registry_id)
        self.ada.get(f"/registries/{registry_id}")
        self.wordpress.instead["/restart-registry/v1/registries"] = (
            requests.ConnectionError()
        )

        response = self.ada.put(
            f"/registries/{registry_id}/items/order", {"item_ids": [lamp.pk, kettle.pk]}
        )

        assert response.status_code == 503
