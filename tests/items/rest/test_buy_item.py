from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.test import TestCase

from items.models import IdempotencyKey, Item, Purchase
from tests.worlds import Caller, WordPressMixin, make_item

KEY = "0123456789abcdef"


class BuyItemTests(WordPressMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.registry_id = self.wordpress.make_registry(status="publish")
        self.kettle = make_item(self.registry_id, quantity_needed=2)
        self.path = f"/items/{self.kettle.pk}/purchases"

    def bought(self) -> int:
        return Item.objects.get(pk=self.kettle.pk).quantity_purchased

    def test_records_who_bought_how_many(self) -> None:
        body = {
            "quantity": 2,
            "purchaser_name": "Carol O'Neil",
            "purchaser_email": "carol@example.test",
            "note": "See you\nsoon",
        }

        response = self.carol.post(self.path, body)

        assert response.status_code == 201
        answer = response.json()
        assert answer.keys() == {"success", "data", "message"}
        assert answer["data"].keys() == {"purchase", "item", "undo_token"}
        purchase = answer["data"]["purchase"]
        assert purchase == {
            **body,
            "id": purchase["id"],
            "item_id": self.kettle.pk,
            "is_anonymous": False,
            "created_at": purchase["created_at"],
        }
        assert answer["data"]["item"]["quantity_purchased"] == self.bought() == 2
        assert "affiliate_url" not in answer["data"]["item"]

    def test_a_body_may_be_empty_braces(self) -> None:
        assert self.carol.post(self.path, {}).status_code == 201
        assert self.bought() == 1

    def test_nobody_gets_more_than_is_wanted(self) -> None:
        self.carol.post(self.path, {})

        response = self.bob.post(self.path, {"quantity": 2})

        assert response.status_code == 409
        assert response.json() == {
            "detail": "Only 1 of this item is still wanted.",
            "remaining": 1,
        }
        assert (self.bought(), Purchase.objects.count()) == (1, 1)

    def test_an_overbought_item_from_old_data_takes_no_more(self) -> None:
        Item.objects.filter(pk=self.kettle.pk).update(quantity_purchased=5)

        response = self.carol.post(self.path, {})

        assert (response.status_code, response.json()["remaining"]) == (409, 0)

    def test_an_anonymous_one_tells_nobody_who_it_was(self) -> None:
        body = {"purchaser_name": "Carol", "note": "Hush", "is_anonymous": True}

        shown = [self.carol.post(self.path, body).json()["data"]["purchase"]]
        for reader in (self.ada, self.eve):
            shown += reader.get(self.path).json()

        for purchase in shown:
            assert purchase["purchaser_name"] is None
            assert (purchase["purchaser_email"], purchase["note"]) == (None, None)

    def test_who_may_see_the_list(self) -> None:
        self.carol.post(self.path, {})

        assert len(self.ada.get(self.path).json()) == 1
        assert len(self.eve.get(self.path).json()) == 1
        assert self.bob.get(self.path).status_code == 403
        assert self.carol.get(self.path).status_code == 403
        assert self.nobody.get(self.path).status_code == 401

    def test_only_who_may_read_a_private_registry_buys_from_it(self) -> None:
        meta = {"restart_invitees": '["bob"]'}
        registry_id = self.wordpress.make_registry(meta=meta)
        path = f"/items/{make_item(registry_id, quantity_needed=9).pk}/purchases"

        for buyer in (self.ada, self.bob, self.eve):
            assert buyer.post(path, {}).status_code == 201
        assert self.carol.post(path, {}).status_code == 403
        assert self.nobody.post(path, {}).status_code == 401

    def test_other_statuses_take_no_purchase(self) -> None:
        for status in ("draft", "restart-archived"):
            with self.subTest(status):
                self.wordpress.set_status(self.registry_id, status)
                assert self.ada.post(self.path, {}).status_code == 409
                assert self.carol.post(self.path, {}).status_code == 403
        assert self.bought() == 0

    def test_within_its_registry(self) -> None:
        other = self.wordpress.make_registry(status="publish")
        below = f"items/{self.kettle.pk}/purchases"

        response = self.carol.post(f"/registries/{self.registry_id}/{below}", {})
        wrong = self.carol.post(f"/registries/{other}/{below}", {})

        assert (response.status_code, wrong.status_code) == (201, 404)

    def test_wrong_bodies_write_nothing(self) -> None:
        wrong: list[Any] = [
            {"quantity": 0},
            {"quantity": 10_000},
            {"quantity": "1"},
            {"purchaser_email": "no address"},
            {"purchaser_name": "x" * 101},
            {"note": "\x00"},
            {"is_anonymous": 1},
            [],
        ]
        for body in wrong:
            with self.subTest(body=body):
                assert self.carol.post(self.path, body).status_code == 422
        assert Purchase.objects.count() == 0

    def test_a_hand_can_not_set_fewer_than_the_ledger_holds(self) -> None:
        self.carol.post(self.path, {"quantity": 2})

        response = self.ada.patch(f"/items/{self.kettle.pk}", {"quantity_purchased": 1})

        assert response.status_code == 409
        assert self.bought() == 2


class IdempotencyTests(WordPressMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        registry_id = self.wordpress.make_registry(status="publish")
        self.kettle = make_item(registry_id, quantity_needed=2)

    def buy(self, buyer: Caller, body: Any, key: str = KEY) -> Any:
        path = f"/items/{self.kettle.pk}/purchases"
        return buyer.post(path, body, idempotency_key=key)

    def test_a_purchase_stands_when_the_registry_was_archived_meanwhile(self) -> None:
        first = self.buy(self.ada, {})
        registry_id = self.kettle.registry_id
        assert registry_id is not None
        self.wordpress.set_status(registry_id, "restart-archived")

        again = self.buy(self.ada, {})

        assert (again.status_code, again.json()) == (201, first.json())
        assert self.buy(self.ada, {}, KEY * 2).status_code == 409
        assert Purchase.objects.count() == 1

    def test_a_purchase_stands_when_the_item_was_taken_off_meanwhile(self) -> None:
        first = self.buy(self.carol, {})
        Item.objects.update(is_active=False)
        below = f"items/{self.kettle.pk}/purchases"
        nested = f"/registries/{self.kettle.registry_id}/{below}"
        other = self.wordpress.make_registry(status="publish")

        again = self.buy(self.carol, {})
        twin = self.carol.post(nested, {}, idempotency_key=KEY)
        wrong = self.carol.post(f"/registries/{other}/{below}", {}, idempotency_key=KEY)

        assert (again.status_code, again.json()) == (201, first.json())
        assert (twin.status_code, twin.json()) == (201, first.json())
        assert wrong.status_code == 404
        assert self.buy(self.carol, {"quantity": 2}).status_code == 409
        assert Purchase.objects.count() == 1

    def test_a_former_administrator_sees_no_affiliate_link_again(self) -> None:
        first = self.buy(self.eve, {}).json()["data"]["item"]
        self.wordpress.change_role("eve", "subscriber")
        cache.clear()

        again = self.buy(self.eve, {})

        assert again.headers["Idempotent-Replayed"] == "true"
        hidden = first.keys() - again.json()["data"]["item"].keys()
        assert hidden == {"affiliate_url", "affiliate_status"}

    def test_of_an_item_that_is_gone_only_its_buyer_hears(self) -> None:
        self.buy(self.carol, {})
        Item.objects.update(is_active=False)

        assert self.buy(self.carol, {}, KEY * 2).status_code == 404
        assert self.buy(self.carol, {}, "short").status_code == 404
        for other in (self.ada, self.bob, self.eve):
            assert self.buy(other, {}).status_code == 404
        assert self.buy(self.nobody, {}).status_code == 401

    def test_nor_its_buyer_when_the_registry_became_private(self) -> None:
        self.buy(self.carol, {})
        Item.objects.update(is_active=False)
        assert self.kettle.registry_id is not None
        self.wordpress.set_status(self.kettle.registry_id, "private")

        assert self.buy(self.carol, {}).status_code == 403

    def test_the_same_request_is_answered_again_and_counts_once(self) -> None:
        first = self.buy(self.carol, {"quantity": 2})
        again = self.buy(self.carol, {"quantity": 2, "unknown": "ignored"})

        assert (first.status_code, again.status_code) == (201, 201)
        assert again.json() == first.json()
        assert "Idempotent-Replayed" not in first.headers
        assert again.headers["Idempotent-Replayed"] == "true"
        assert Purchase.objects.count() == 1

    def test_another_body_under_the_same_key_is_a_conflict(self) -> None:
        self.buy(self.carol, {})

        assert self.buy(self.carol, {"quantity": 2}).status_code == 409
        assert Purchase.objects.count() == 1

    def test_another_caller_has_keys_of_his_own(self) -> None:
        self.buy(self.carol, {})

        assert self.buy(self.bob, {}).status_code == 201
        assert Purchase.objects.count() == 2

    def test_a_refusal_is_not_remembered(self) -> None:
        assert self.buy(self.carol, {"quantity": 3}).status_code == 409
        Item.objects.update(quantity_needed=3)

        assert self.buy(self.carol, {"quantity": 3}).status_code == 201

    def test_is_forgotten_after_a_day(self) -> None:
        self.buy(self.carol, {})
        IdempotencyKey.objects.update(created_at="2020-01-01T00:00:00Z")

        assert self.buy(self.carol, {}).status_code == 201
        assert Purchase.objects.count() == 2

    def test_the_undo_token_is_never_stored(self) -> None:
        token = self.buy(self.carol, {}).json()["data"]["undo_token"]

        assert token not in str(IdempotencyKey.objects.get().answer)

    def test_odd_keys_are_refused(self) -> None:
        for key in ("short", "x" * 256, "0123456789abcdé!"):
            with self.subTest(key):
                assert self.buy(self.carol, {}, key).status_code == 422
        assert Purchase.objects.count() == 0
