"""A gift that is sent twice with the same Idempotency-Key is added once."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.test import TestCase

from items.models import MOST_ACTIVE_ITEMS, IdempotencyKey, Item
from tests.wordpress import Says
from tests.worlds import Caller, FakeWordPressMixin, WordPressMixin, make_item

KEY = "0123456789abcdef"
KETTLE: dict[str, Any] = {"name": "Kettle", "url": "https://shop.example/kettle"}


class AddItemOnceTests(WordPressMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.registry_id = self.wordpress.make_registry()

    def flat(self, caller: Caller, key: str = KEY, **changes: Any) -> Any:
        body = {**KETTLE, "registry_id": self.registry_id, **changes}
        return caller.post("/items", body, idempotency_key=key)

    def nested(self, caller: Caller, key: str = KEY, **changes: Any) -> Any:
        path = f"/registries/{self.registry_id}/items"
        return caller.post(path, {**KETTLE, **changes}, idempotency_key=key)

    def item_ids(self) -> str:
        meta: dict[str, str] = self.wordpress.post(self.registry_id)["meta"]
        return meta["restart_item_ids"]

    def test_a_former_administrator_sees_no_affiliate_link_again(self) -> None:
        self.registry_id = self.wordpress.make_registry(owner="eve")
        first = self.flat(self.eve).json()["data"]
        self.wordpress.change_role("eve", "subscriber")
        cache.clear()

        for again in (self.flat(self.eve), self.nested(self.eve)):
            assert again.headers["Idempotent-Replayed"] == "true"
            hidden = first.keys() - again.json()["data"].keys()
            assert hidden == {"affiliate_url", "affiliate_status"}

    def test_the_first_answer_comes_again(self) -> None:
        for send in (self.flat, self.nested):
            with self.subTest(send.__name__):
                IdempotencyKey.objects.all().delete()
                Item.objects.all().delete()

                first = send(self.ada, price=19.9)
                again = send(self.ada, price=19.90, unknown="ignored")

                assert (first.status_code, again.status_code) == (201, 201)
                assert again.json() == first.json()
                assert "Idempotent-Replayed" not in first.headers
                assert again.headers["Idempotent-Replayed"] == "true"
                assert self.item_ids() == f"[{Item.objects.get().pk}]"

    def test_the_two_twins_are_one_path_and_a_slash_changes_nothing(self) -> None:
        first = self.flat(self.ada)

        below = self.nested(self.ada)
        path = f"/registries/{self.registry_id}/items/"
        slash = self.ada.post(path, KETTLE, idempotency_key=KEY)

        assert below.json() == slash.json() == first.json()
        assert Item.objects.count() == 1

    def test_another_gift_or_registry_under_the_same_key_is_a_conflict(self) -> None:
        self.flat(self.ada)
        other = self.wordpress.make_registry()

        for refused in (
            self.flat(self.ada, name="Lamp"),
            self.nested(self.ada, quantity_needed=2),
            self.flat(self.ada, registry_id=other),
        ):
            assert refused.status_code == 409
            assert "used with another body" in refused.json()["detail"]
        assert Item.objects.count() == 1

    def test_another_key_or_none_adds_another(self) -> None:
        self.flat(self.ada)
        self.flat(self.ada, key=KEY * 2)
        for _ in range(2):
            path = f"/registries/{self.registry_id}/items"
            assert self.ada.post(path, KETTLE).status_code == 201

        assert Item.objects.count() == 4

    def test_another_caller_has_keys_of_their_own(self) -> None:
        self.flat(self.ada)

        assert self.flat(self.eve).status_code == 201
        assert Item.objects.count() == 2

    def test_whoever_may_not_add_is_refused_and_hears_no_answer_again(self) -> None:
        self.flat(self.ada)

        for send in (self.flat, self.nested):
            assert send(self.bob).status_code == 403
            assert send(self.carol).status_code == 403
            assert send(self.nobody).status_code == 401
        assert Item.objects.count() == 1

    def test_not_even_whoever_owned_the_registry_before(self) -> None:
        self.flat(self.ada)
        self.wordpress.remove(self.registry_id)

        assert self.nested(self.ada).status_code == 404

    def test_a_refusal_is_not_remembered(self) -> None:
        Item.objects.bulk_create(
            Item(registry_id=self.registry_id, **KETTLE)
            for _ in range(MOST_ACTIVE_ITEMS)
        )
        assert self.flat(self.ada).status_code == 409
        Item.objects.all().delete()

        assert self.flat(self.ada).status_code == 201

    def test_is_forgotten_after_a_day(self) -> None:
        self.flat(self.ada)
        IdempotencyKey.objects.update(created_at="2020-01-01T00:00:00Z")

        again = self.flat(self.ada)

        assert "Idempotent-Replayed" not in again.headers
        assert Item.objects.count() == 2

    def test_what_is_forgotten_is_no_answer_to_a_registry_that_is_full(self) -> None:
        self.flat(self.ada)
        IdempotencyKey.objects.update(created_at="2020-01-01T00:00:00Z")
        Item.objects.bulk_create(
            Item(registry_id=self.registry_id, **KETTLE)
            for _ in range(MOST_ACTIVE_ITEMS)
        )

        assert self.flat(self.ada).status_code == 409

    def test_odd_keys_are_refused(self) -> None:
        for key in ("short", "x" * 256, "0123456789abcdé!"):
            for send in (self.flat, self.nested):
                with self.subTest(key, send=send.__name__):
                    refused = send(self.ada, key)
                    assert refused.status_code == 422
                    loc = refused.json()["errors"][0]["loc"]
                    assert loc == ["header", "Idempotency-Key"]
        assert Item.objects.count() == 0

    def test_a_purchase_may_have_the_same_key(self) -> None:
        item_id = self.flat(self.ada).json()["data"]["id"]

        path = f"/items/{item_id}/purchases"
        bought = self.ada.post(path, {}, idempotency_key=KEY)

        assert (bought.status_code, IdempotencyKey.objects.count()) == (201, 2)

    def test_a_purchase_within_its_registry_is_the_same_as_without(self) -> None:
        kettle = make_item(self.registry_id, quantity_needed=2)
        path = f"/items/{kettle.pk}/purchases"
        first = self.ada.post(path, {}, idempotency_key=KEY)

        nested = f"/registries/{self.registry_id}{path}/"
        again = self.ada.post(nested, {}, idempotency_key=KEY)

        assert again.json() == first.json()
        assert again.headers["Idempotent-Replayed"] == "true"


class LateNewsTests(FakeWordPressMixin, TestCase):
    def test_a_second_try_tells_wordpress_what_the_first_could_not(self) -> None:
        registry_id = self.wordpress.make_registry()
        path = f"/registries/{registry_id}/items"
        meta_route = f"/restart-registry/v1/registries/{registry_id}/meta"
        self.wordpress.instead[meta_route] = Says(503)
        first = self.ada.post(path, KETTLE, idempotency_key=KEY)
        self.wordpress.instead.clear()

        again = self.ada.post(path, KETTLE, idempotency_key=KEY)

        assert again.json() == first.json()
        item_ids = self.wordpress.post(registry_id)["meta"]["restart_item_ids"]
        assert item_ids == f"[{first.json()['data']['id']}]"
