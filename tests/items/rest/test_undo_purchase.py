from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from items.models import IdempotencyKey, Item, Purchase
from items.purchases import DOES_NOT_FIT, undo_token
from tests.worlds import Caller, WordPressMixin, make_item

TAKE_BACK = f'UPDATE "{Item._meta.db_table}"'
ANSWERS = f'FROM "{IdempotencyKey._meta.db_table}"'


class UndoPurchaseTests(WordPressMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        meta = {"restart_invitees": '["bob"]'}
        self.registry_id = self.wordpress.make_registry(meta=meta)
        self.kettle = make_item(self.registry_id, quantity_needed=3)
        data = self.bob.post(self.path(), {"quantity": 2}).json()["data"]
        self.purchase_id, self.token = data["purchase"]["id"], data["undo_token"]

    def path(self, purchase_id: int | str = "") -> str:
        return f"/items/{self.kettle.pk}/purchases/{purchase_id}".rstrip("/")

    def undo(self, caller: Caller, **headers: str) -> Any:
        return caller.delete(self.path(self.purchase_id), **headers)

    def bought(self) -> int:
        return Item.objects.get(pk=self.kettle.pk).quantity_purchased

    def test_the_buyer_undoes_it_by_his_token(self) -> None:
        response = self.undo(self.bob, x_undo_token=self.token)

        assert (response.status_code, response.content) == (204, b"")
        assert self.bought() == 0
        assert self.ada.get(self.path()).json() == []

    def test_the_item_has_changed_then(self) -> None:
        """Anyone with an older token is told so."""
        Item.objects.update(updated_at="2026-01-01T00:00:00Z")

        self.undo(self.bob, x_undo_token=self.token)

        shown = self.ada.get(f"/items/{self.kettle.pk}").json()["data"]
        assert shown["updated_at"] > "2026-01-02"

    def test_it_locks_the_item_before_its_answers(self) -> None:
        """As deleting the registry does; the other way round both would wait for ever."""
        with CaptureQueriesContext(connection) as queries:
            self.undo(self.bob, x_undo_token=self.token)

        statements = [query["sql"] for query in queries]
        [item] = [n for n, sql in enumerate(statements) if sql.startswith(TAKE_BACK)]
        answers = [n for n, sql in enumerate(statements) if ANSWERS in sql]
        assert item < min(answers)

    def test_so_does_whoever_holds_the_token(self) -> None:
        assert self.undo(self.carol, x_undo_token=self.token).status_code == 204

    def test_owner_and_administrator_need_none(self) -> None:
        assert self.undo(self.ada).status_code == 204
        assert self.undo(self.eve).status_code == 404  # it is undone already
        assert self.bought() == 0

    def test_nobody_else_does_without(self) -> None:
        assert self.undo(self.bob).status_code == 403
        assert self.undo(self.carol).status_code == 403
        assert self.undo(self.nobody).status_code == 401
        assert self.bought() == 2

    def test_a_token_that_is_sent_must_match_whoever_asks(self) -> None:
        for caller in (self.ada, self.eve, self.bob, self.carol):
            assert self.undo(caller, x_undo_token="wrong").status_code == 403
        assert self.bought() == 2

    def test_a_token_is_good_for_thirty_days(self) -> None:
        self.age_by(timedelta(days=29, hours=23))
        token = self.token_of_now()
        assert self.undo(self.bob, x_undo_token=token).status_code == 204

    def test_and_no_longer(self) -> None:
        self.age_by(timedelta(days=30, minutes=1))
        self.assert_unfit(self.path(self.purchase_id), self.token_of_now())
        assert self.bought() == 2

    def test_a_token_that_does_not_fit_tells_nothing_of_what_exists(self) -> None:
        other, gone = make_item(self.registry_id), make_item(self.registry_id)
        private = make_item(self.wordpress.make_registry(owner="eve"))
        legacy = make_item(None)
        bought = self.purchase_of(gone), self.purchase_of(private)
        Item.objects.filter(pk=gone.pk).update(is_active=False)
        paths = [
            self.path(self.purchase_id),
            self.path(999_999),
            f"/items/{other.pk}/purchases/{self.purchase_id}",
            f"/items/{gone.pk}/purchases/{bought[0].pk}",
            f"/items/{private.pk}/purchases/{bought[1].pk}",
            f"/items/{legacy.pk}/purchases/1",
            "/items/999999/purchases/1",
        ]
        for path in paths:
            for above in ("", f"/registries/{self.registry_id}", "/registries/999999"):
                self.assert_unfit(f"{above}{path}", "x")

    def test_the_right_token_fits_only_its_own_path(self) -> None:
        other = make_item(self.registry_id)
        elsewhere = self.wordpress.make_registry()
        for path in (
            f"/items/{other.pk}/purchases/{self.purchase_id}",
            f"/registries/{elsewhere}{self.path(self.purchase_id)}",
            self.path(999_999),
        ):
            self.assert_unfit(path, self.token)
        assert self.bought() == 2

    def test_an_undone_purchase_is_gone_for_its_buyer(self) -> None:
        self.undo(self.bob, x_undo_token=self.token)

        assert self.undo(self.bob, x_undo_token=self.token).status_code == 404
        self.assert_unfit(self.path(self.purchase_id), "x")
        assert self.bought() == 0

    def test_what_is_off_the_list_is_not_undone_by_a_token(self) -> None:
        """The buyer is told what everybody is told of such an item: it is gone."""
        Item.objects.update(is_active=False)

        for above in ("", f"/registries/{self.registry_id}"):
            path = f"{above}{self.path(self.purchase_id)}"
            response = self.bob.delete(path, x_undo_token=self.token)
            assert response.status_code == 404
        assert self.bought() == 2

    def assert_unfit(self, path: str, token: str) -> None:
        for caller in (self.carol, self.bob, self.ada, self.eve):
            response = caller.delete(path, x_undo_token=token)
            assert response.status_code == 403, path
            assert response.json() == {"detail": DOES_NOT_FIT}, path

    def age_by(self, age: timedelta) -> None:
        Purchase.objects.update(created_at=timezone.now() - age)

    def token_of_now(self) -> str:
        purchase = Purchase.objects.get()
        return undo_token(purchase.pk, purchase.created_at)

    def purchase_of(self, item: Item) -> Purchase:
        return Purchase.objects.create(item=item, quantity=1)

    def test_only_within_its_item_and_registry(self) -> None:
        other = make_item(self.registry_id)
        elsewhere = self.wordpress.make_registry()
        for path in (
            f"/items/{other.pk}/purchases/{self.purchase_id}",
            f"/registries/{elsewhere}{self.path(self.purchase_id)}",
        ):
            assert self.ada.delete(path).status_code == 404
        below = f"/registries/{self.registry_id}{self.path(self.purchase_id)}"
        assert self.ada.delete(below).status_code == 204
