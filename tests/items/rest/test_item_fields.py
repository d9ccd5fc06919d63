"""What may stand in an item's fields, and what is a 422."""

from __future__ import annotations

from decimal import Decimal

from django.test import TestCase

from items.models import Item
from tests.worlds import FakeWordPressMixin, make_item

URL = "https://shop.example/"


def url_of(length: int) -> str:
    return URL + "x" * (length - len(URL))


GOOD: list[tuple[str, object]] = [
    ("name", "x"),
    ("name", "é" * 100),
    ("name", "🫖" * 100),
    ("name", "  spaces stay  "),
    ("name", "<script>alert(1)</script>"),
    ("url", "http://a.co"),
    ("url", url_of(2000)),
    ("url", "HTTPS://SHOP.EXAMPLE/Ü?q=ä&b=%20#top"),
    ("url", "http://localhost:8080/"),
    ("description", "é" * 500),
    ("description", "a\tb\nc\r\n"),
    ("notes", "n" * 1000),
    ("retailer", "r" * 100),
    ("affiliate_url", url_of(2000)),
    ("affiliate_status", "expired"),
    ("image_url", "http://a.co"),
    ("image_url", url_of(2000)),
    ("price", 1),
    ("price", 0.01),
    ("price", 99999999.99),
    ("quantity_needed", 1),
    ("quantity_needed", 9999),
    ("is_active", True),
]
BAD: list[tuple[str, object]] = [
    ("name", ""),
    ("name", "   "),
    ("name", "\u3000\xa0"),
    ("name", None),
    ("name", "x" * 101),
    ("name", 5),
    ("name", True),
    ("name", ["Kettle"]),
    ("name", {"a": 1}),
    ("name", "two\nlines"),
    ("name", "tab\tted"),
    ("name", "nul\x00"),
    ("name", "bell\x07"),
    ("name", "delete\x7f"),
    ("name", "c1\x85"),
    ("name", "line\u2028separator"),
    ("url", ""),
    ("url", None),
    ("url", "http://a"),
    ("url", url_of(2001)),
    ("url", "ftp://shop.example/kettle"),
    ("url", "javascript:alert(1)"),
    ("url", "JaVaScRiPt:alert(1)"),
    ("url", "javascript://shop.example/%0aalert(1)"),
    ("url", "data:text/html,<script>"),
    ("url", "//shop.example/kettle"),
    ("url", "shop.example/kettle"),
    ("url", "https://"),
    ("url", " https://shop.example"),
    ("url", "https://shop.example/\n"),
    ("url", "https://shop.example/a b"),
    ("description", "x" * 501),
    ("description", 5),
    ("description", "nul\x00"),
    ("notes", "x" * 1001),
    ("notes", "escape\x1b[31m"),
    ("retailer", "x" * 101),
    ("retailer", "two\nlines"),
    ("affiliate_url", "javascript:alert(1)"),
    ("affiliate_url", "http://a"),
    ("affiliate_url", url_of(2001)),
    ("affiliate_status", "rich"),
    ("affiliate_status", 1),
    ("affiliate_status", ["active"]),
    ("affiliate_status", {}),
    ("image_url", "javascript:alert(1)"),
    ("image_url", url_of(2001)),
    ("image_url", 5),
    ("price", 0),
    ("price", -1),
    ("price", 0.004),
    ("price", 99999999.999),
    ("price", 100_000_000),
    ("price", 1e300),
    ("price", 10**30),
    ("price", "19.90"),
    ("price", True),
    ("price", [1]),
    ("price", {}),
    ("quantity_needed", 0),
    ("quantity_needed", -1),
    ("quantity_needed", 10_000),
    ("quantity_needed", 2**70),
    ("quantity_needed", 1.5),
    ("quantity_needed", "1"),
    ("quantity_needed", True),
    ("quantity_needed", None),
    ("quantity_purchased", -1),
    ("quantity_purchased", 10_000),
    ("quantity_purchased", None),
    ("is_active", "false"),
    ("is_active", 0),
    ("is_active", None),
]


class ItemFieldsTests(FakeWordPressMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.registry_id = self.wordpress.make_registry()
        self.kettle = make_item(self.registry_id)
        self.path = f"/items/{self.kettle.pk}"
        self.items = f"/registries/{self.registry_id}/items"
        self.body: dict[str, object] = {"name": "Pan", "url": URL}

    def test_takes_and_keeps_what_is_allowed(self) -> None:
        for name, value in GOOD:
            with self.subTest(name, value=value):
                changed = self.eve.patch(self.path, {name: value})
                created = self.eve.post(self.items, {**self.body, name: value})

                assert (changed.status_code, created.status_code) == (200, 201)
                assert changed.json()["data"][name] == value
                assert created.json()["data"][name] == value

    def test_refuses_everything_else_and_writes_nothing(self) -> None:
        before = list(Item.objects.values())

        for name, value in BAD:
            with self.subTest(name, value=value):
                changed = self.ada.patch(self.path, {name: value})
                created = self.ada.post(self.items, {**self.body, name: value})

                for response in (changed, created):
                    assert response.status_code == 422
                    errors = response.json()["errors"]
                    assert {tuple(error["loc"]) for error in errors} == {("body", name)}
                    sentences = [f"{name}: {error['msg']}" for error in errors]
                    assert response.json()["detail"] == "; ".join(sentences)
        assert list(Item.objects.values()) == before
        assert self.wordpress.writes == []

    def test_names_every_mistake(self) -> None:
        response = self.ada.patch(self.path, {"name": "", "price": -1, "url": 5})

        errors = response.json()["errors"]
        assert {error["loc"][1] for error in errors} == {"name", "price", "url"}
        assert all(error.keys() == {"loc", "msg", "type"} for error in errors)

    def test_prices_are_rounded_half_even(self) -> None:
        for sent, kept in (
            (0.1 + 0.2, "0.30"),
            (1.005, "1.00"),
            (1.015, "1.02"),
            (2.675, "2.68"),
            (0.005001, "0.01"),
            (19.999, "20.00"),
            (99999999.994, "99999999.99"),
        ):
            with self.subTest(price=sent):
                response = self.ada.patch(self.path, {"price": sent})

                self.kettle.refresh_from_db()
                assert self.kettle.price == Decimal(kept)
                assert response.json()["data"]["price"] == float(kept)

    def test_an_affiliate_status_can_be_cleared(self) -> None:
        for nothing in ("", None):
            Item.objects.update(affiliate_status="active")

            data = self.eve.patch(self.path, {"affiliate_status": nothing}).json()

            assert data["data"]["affiliate_status"] is None

    def test_timestamps_are_utc_with_a_z(self) -> None:
        data = self.ada.get(self.path).json()["data"]

        for name in ("created_at", "updated_at"):
            assert data[name].endswith("Z")
            assert "+" not in data[name]
