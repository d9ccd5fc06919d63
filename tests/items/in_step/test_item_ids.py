"""`restart_item_ids` in WordPress names exactly the active items."""

from __future__ import annotations

import json
import uuid

import requests
from django.test import TestCase

from items.models import Item, OutOfStepRegistry
from tests.wordpress import Received, Says
from tests.worlds import FakeWordPressMixin, WordPressMixin, make_item

KETTLE = {"name": "Kettle", "url": "https://shop.example/kettle"}


class DamagedOrderTests(WordPressMixin, TestCase):
    """Somebody may mend by hand what stands there: it is never written over."""

    def setUp(self) -> None:
        super().setUp()
        self.registry_id = self.invited()
        self.kettle = make_item(self.registry_id)

    def test_items_change_and_the_damaged_list_stays(self) -> None:
        items = f"/registries/{self.registry_id}/items"
        for text in ("[1,", '{"a":1}', "null", '["1"]'):
            self.wordpress.set_meta(self.registry_id, "restart_item_ids", text)

            kettle = self.ada.post(items, KETTLE).json()["data"]["id"]
            assert self.ada.patch(f"/items/{kettle}", {"name": "x"}).status_code == 200
            assert self.ada.delete(f"{items}/{kettle}").status_code == 204
            stored = self.wordpress.post(self.registry_id)["meta"]
            assert stored["restart_item_ids"] == text

    def test_a_new_order_is_a_conflict(self) -> None:
        self.wordpress.set_meta(self.registry_id, "restart_item_ids", "[1,")
        path = f"/registries/{self.registry_id}/items/order"

        response = self.ada.put(path, {"item_ids": [self.kettle.pk]})

        assert response.status_code == 409
        stored = self.wordpress.post(self.registry_id)["meta"]
        assert stored["restart_item_ids"] == "[1,"


class TellWordPressTests(FakeWordPressMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.registry_id = self.wordpress.make_registry()
        self.path = f"/registries/{self.registry_id}/items"
        self.meta_path = f"/restart-registry/v1/registries/{self.registry_id}/meta"

    def stored(self) -> list[int]:
        meta = self.wordpress.post(self.registry_id)["meta"]
        return list(json.loads(meta.get("restart_item_ids") or "[]"))

    def test_the_clients_answer_stands_when_wordpress_cannot_be_told(self) -> None:
        for trouble in (
            Says(500, b"<html>"),
            Says(403, b'{"code": "rest_cannot_edit"}'),
            Says(302, headers={"Location": "https://evil.example"}),
            requests.ConnectionError(),
        ):
            with self.subTest(trouble=trouble):
                self.wordpress.instead[self.meta_path] = trouble

                with self.assertLogs("items", "WARNING") as logs:
                    response = self.ada.post(self.path, KETTLE)

                assert response.status_code == 201
                assert str(self.registry_id) in logs.output[0]

    def test_the_next_change_tells_what_was_missed(self) -> None:
        self.wordpress.instead[self.meta_path] = Says(503)
        with self.assertLogs("items", "WARNING"):
            self.ada.post(self.path, KETTLE)
        self.wordpress.start()

        self.ada.post(self.path, KETTLE)

        assert self.stored() == list(Item.objects.values_list("id", flat=True))

    def test_an_item_added_meanwhile_is_told_as_well(self) -> None:
        self.wordpress.before = lambda received: self.add_once(received)

        self.ada.post(self.path, KETTLE)

        assert len(self.stored()) == 2
        assert set(self.stored()) == set(Item.objects.values_list("id", flat=True))

    def test_a_list_that_looks_right_may_be_from_before_and_is_sent_once(self) -> None:
        kettle, lamp = (Item.objects.add(self.registry_id, KETTLE).pk for _ in "12")
        self.wordpress.set_meta(self.registry_id, "restart_item_ids", f"[{kettle}]")
        registry = f"/wp/v2/restart-registry/{self.registry_id}"

        def tell_of_both_meanwhile(received: Received) -> None:
            """Ada's request reads one gift; then a slower request tells WordPress of two."""
            if received.path != registry:
                return
            self.wordpress.before = lambda received: self.wordpress.start()
            self.wordpress.instead[registry] = self.wordpress._answer(received)
            both = f"[{kettle},{lamp}]"
            self.wordpress.set_meta(self.registry_id, "restart_item_ids", both)

        self.wordpress.before = tell_of_both_meanwhile

        assert self.ada.delete(f"{self.path}/{lamp}").status_code == 204

        assert self.stored() == [kettle]
        assert not OutOfStepRegistry.objects.exists()

    def test_whoever_lost_the_lease_leaves_it_to_whoever_has_it(self) -> None:
        """Nobody sends a second list while another writer may be at it."""
        other = uuid.uuid4()

        def take_it(received: Received) -> None:
            if received.path == self.meta_path:
                OutOfStepRegistry.objects.update(lease=other)
                Item.objects.add(self.registry_id, KETTLE)

        self.wordpress.before = take_it

        with self.assertLogs("items", "WARNING"):
            assert self.ada.post(self.path, KETTLE).status_code == 201

        assert self.wordpress.asked(self.meta_path) == 1
        assert OutOfStepRegistry.objects.get().lease == other

    def add_once(self, received: Received) -> None:
        if received.path == self.meta_path:
            self.wordpress.before = lambda received: None
            Item.objects.add(self.registry_id, KETTLE)
