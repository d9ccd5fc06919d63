from __future__ import annotations

from django.test import TestCase

from items.models import Item
from tests.worlds import WordPressMixin, make_item


class ShowItemTests(WordPressMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.registry_id = self.invited()
        self.kettle = make_item(
            self.registry_id,
            price="19.90",
            affiliate_url="https://shop.example/kettle?tag=x",
            affiliate_status="active",
        )
        self.path = f"/items/{self.kettle.pk}"

    def test_shows_everything_but_the_affiliate_link(self) -> None:
        response = self.ada.get(self.path)

        assert response.status_code == 200
        body = response.json()
        assert body["data"].pop("created_at").endswith("Z")
        assert body["data"].pop("updated_at").endswith("Z")
        assert body == {
            "success": True,
            "message": None,
            "data": {
                "id": self.kettle.pk,
                "registry_id": self.registry_id,
                "name": "Kettle",
                "description": None,
                "notes": None,
                "url": "https://shop.example/kettle",
                "retailer": None,
                "image_url": None,
                "price": 19.9,
                "quantity_needed": 1,
                "quantity_purchased": 0,
                "is_active": True,
            },
        }

    def test_administrators_see_the_affiliate_link_too(self) -> None:
        public = self.ada.get(self.path).json()["data"]

        data = self.eve.get(self.path).json()["data"]

        assert data == public | {
            "affiliate_url": "https://shop.example/kettle?tag=x",
            "affiliate_status": "active",
        }

    def test_a_deleted_item_is_not_found(self) -> None:
        Item.objects.update(is_active=False)

        for path in (self.path, f"/registries/{self.registry_id}{self.path}"):
            response = self.ada.get(path)

            assert response.status_code == 404
            assert "not found" in response.json()["detail"]

    def test_an_item_of_another_registry_is_not_found_below_this_one(self) -> None:
        other = self.wordpress.make_registry(status="publish")

        response = self.ada.get(f"/registries/{other}{self.path}")

        assert response.status_code == 404

    def test_an_item_without_registry_is_for_administrators(self) -> None:
        old = make_item(None)

        assert self.eve.get(f"/items/{old.pk}").json()["data"]["registry_id"] is None
        assert self.ada.get(f"/items/{old.pk}").status_code == 404

    def test_ids_that_cannot_be_are_not_found(self) -> None:
        for number in ("0", "-1", "x", "1.5", "٣", str(2**63), str(2**70)):
            with self.subTest(id=number):
                assert self.ada.get(f"/items/{number}").status_code == 404
                assert self.ada.get(f"/registries/{number}").status_code == 404
