"""What nobody may see of a buyer isn't stored anywhere."""

from __future__ import annotations

import json

import pytest
from django.contrib.admin.models import LogEntry
from django.db import IntegrityError, transaction
from django.test import TestCase
from django.utils import timezone

from items.models import IdempotencyKey, Item, Purchase
from tests.staff import ITEMS, FormMixin
from tests.worlds import FakeWordPressMixin, make_item

KEY = "0123456789abcdef"
CAROL = {
    "purchaser_name": "Carol Shaw",
    "purchaser_email": "carol@example.test",
    "note": "From the blue house",
}


class HiddenBuyersTests(FormMixin, FakeWordPressMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        registry_id = self.wordpress.make_registry(status="publish")
        self.kettle = make_item(registry_id, quantity_needed=5)
        self.path = f"/items/{self.kettle.pk}/purchases"

    def buy(self, **changes: bool) -> tuple[int, str]:
        """Return the purchase's id and its undo token."""
        body = {**CAROL, **changes}
        data = self.carol.post(self.path, body, idempotency_key=KEY).json()["data"]
        return data["purchase"]["id"], data["undo_token"]

    def stored(self) -> str:
        """Return everything in the database that could hold a buyer."""
        tables = (Purchase, IdempotencyKey, Item, LogEntry)
        return json.dumps([list(one.objects.values()) for one in tables], default=str)

    def assert_nobody_is_stored(self) -> None:
        for secret in CAROL.values():
            assert secret not in self.stored()

    def test_one_who_gives_a_name_is_stored(self) -> None:
        self.buy()

        for text in CAROL.values():
            assert self.stored().count(text) == 2  # the purchase, and its answer

    def test_an_anonymous_one_is_not(self) -> None:
        self.buy(is_anonymous=True)

        assert Purchase.objects.get().is_anonymous
        self.assert_nobody_is_stored()

    def test_nor_is_one_who_took_it_back(self) -> None:
        purchase_id, token = self.buy()

        self.carol.delete(f"{self.path}/{purchase_id}", x_undo_token=token)

        assert Purchase.objects.get().undone_at
        self.assert_nobody_is_stored()

    def test_nor_one_whose_purchase_the_owner_took_back(self) -> None:
        purchase_id, _ = self.buy()

        self.ada.delete(f"{self.path}/{purchase_id}")

        self.assert_nobody_is_stored()

    def test_nor_one_whose_purchase_staff_took_back(self) -> None:
        purchase_id, _ = self.buy()
        self.log_in()

        self.staff.post(f"{ITEMS}{self.kettle.pk}/purchases/{purchase_id}/undo/")

        assert LogEntry.objects.exists()
        self.assert_nobody_is_stored()

    def test_others_keep_their_names_when_one_is_taken_back(self) -> None:
        other = {**CAROL, "purchaser_name": "Bob Kahn"}
        self.bob.post(self.path, other, idempotency_key=KEY)
        purchase_id, _ = self.buy()

        self.ada.delete(f"{self.path}/{purchase_id}")

        assert "Carol" not in self.stored()
        assert self.stored().count("Bob Kahn") == 2

    def test_a_request_sent_again_after_that_counts_once_and_names_nobody(
        self,
    ) -> None:
        purchase_id, _ = self.buy()
        self.ada.delete(f"{self.path}/{purchase_id}")

        again = self.carol.post(self.path, CAROL, idempotency_key=KEY)

        assert again.headers["Idempotent-Replayed"] == "true"
        shown = again.json()["data"]["purchase"]
        assert (shown["id"], shown["purchaser_email"]) == (purchase_id, None)
        assert Item.objects.get().quantity_purchased == 0

    def test_the_database_refuses_them(self) -> None:
        for hidden in ({"is_anonymous": True}, {"undone_at": timezone.now()}):
            for name, text in CAROL.items():
                fields = {"item": self.kettle, "quantity": 1, name: text, **hidden}
                with (
                    self.subTest(name, **hidden),
                    pytest.raises(IntegrityError),
                    transaction.atomic(),
                ):
                    Purchase.objects.create(**fields)


class DeletedRegistryTests(FakeWordPressMixin, TestCase):
    def test_what_was_answered_about_it_goes_with_it(self) -> None:
        registry_id, other = (self.wordpress.make_registry() for _ in "12")
        body = {"name": "A bed for two", "url": "https://shop.example/bed"}
        for number in (registry_id, other):
            path = f"/registries/{number}/items"
            self.ada.post(path, body, idempotency_key=f"{KEY}{number}")
        [bed] = Item.objects.filter(registry_id=registry_id)
        self.ada.post(f"/items/{bed.pk}/purchases", CAROL, idempotency_key=KEY)

        assert self.ada.delete(f"/registries/{registry_id}").status_code == 204

        assert IdempotencyKey.objects.get().registry_id == other
