from __future__ import annotations

from django.test import TestCase

from items.models import Item
from tests.worlds import WordPressMixin, make_item

LINK = "https://shop.example/kettle?tag=x"


class AffiliateTests(WordPressMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.registry_id = self.invited()
        self.kettle = make_item(self.registry_id, retailer="Shop")
        self.path = f"/registries/{self.registry_id}/items/{self.kettle.pk}/affiliate"
        self.empty = {
            "item_id": self.kettle.pk,
            "url": "https://shop.example/kettle",
            "affiliate_url": None,
            "affiliate_status": None,
            "retailer": "Shop",
        }

    def test_shows_the_link_to_owner_and_administrator(self) -> None:
        for name in ("ada", "eve"):
            response = self.cast[name].get(self.path)

            assert response.status_code == 200
            assert response.json() == self.empty

    def test_sets_it(self) -> None:
        response = self.ada.put(self.path, {"affiliate_url": LINK})

        wanted = self.empty | {"affiliate_url": LINK, "affiliate_status": "active"}
        assert response.status_code == 200
        assert response.json() == wanted
        assert self.eve.get(self.path).json() == wanted

    def test_sets_it_with_a_status(self) -> None:
        body = {"affiliate_url": LINK, "affiliate_status": "expired"}

        assert self.ada.put(self.path, body).json() == self.empty | body

    def test_takes_it_away(self) -> None:
        self.ada.put(self.path, {"affiliate_url": LINK})

        response = self.ada.delete(self.path)

        assert (response.status_code, response.content) == (204, b"")
        assert self.ada.get(self.path).json()["affiliate_url"] is None
        self.kettle.refresh_from_db()
        assert (self.kettle.url, self.kettle.is_active) == (self.empty["url"], True)

    def test_refuses_what_is_no_link(self) -> None:
        for body in (
            {},
            {"affiliate_url": None},
            {"affiliate_url": ""},
            {"affiliate_url": "javascript:alert(1)"},
            {"affiliate_url": "http://a"},
            {"affiliate_url": LINK, "affiliate_status": "rich"},
            {"affiliate_url": LINK, "affiliate_status": 1},
            {"affiliate_url": [LINK]},
            [LINK],
        ):
            with self.subTest(body=body):
                assert self.ada.put(self.path, body).status_code == 422
        assert self.ada.get(self.path).json() == self.empty

    def test_the_item_must_be_an_active_one_of_this_registry(self) -> None:
        other = self.wordpress.make_registry()
        foreign = f"/registries/{other}/items/{self.kettle.pk}/affiliate"
        body = {"affiliate_url": LINK}

        assert self.ada.put(foreign, body).status_code == 404
        Item.objects.update(is_active=False)
        for response in (
            self.ada.get(self.path),
            self.ada.put(self.path, body),
            self.ada.delete(self.path),
        ):
            assert response.status_code == 404
        assert Item.objects.filter(affiliate_url=None).count() == 1

    def test_a_stale_if_match_is_said_before_a_wrong_body(self) -> None:
        kettle = make_item(self.wordpress.make_registry())
        path = f"/registries/{kettle.registry_id}/items/{kettle.pk}/affiliate"

        response = self.ada.put(path, {}, if_match='"old"')

        assert response.status_code == 412
