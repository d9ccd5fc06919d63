"""The migration that takes off what nobody may see of buyers, on a database that has been in use."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import TransactionTestCase
from django.utils import timezone

BEFORE = [("items", "0008_idempotency_key_without_item")]
AFTER = [("items", "0009_purchases_name_nobody_data")]
KEY = "0123456789abcdef"
CAROL = {
    "purchaser_name": "Carol Shaw",
    "purchaser_email": "carol@example.test",
    "note": "From the blue house",
}
NOBODY = dict.fromkeys(CAROL)
ITEM = {"id": 1, "name": "Kettle", "note": None}


def migrate(targets: list[tuple[str, str]]) -> Any:
    """Return the models as they are then."""
    executor = MigrationExecutor(connection)
    return executor.migrate(targets).apps


def migrate_to_the_end() -> None:
    migrate(MigrationExecutor(connection).loader.graph.leaf_nodes())


class OldBuyersTests(TransactionTestCase):
    def setUp(self) -> None:
        self.addCleanup(migrate_to_the_end)
        self.old = migrate(BEFORE)
        self.item = self.old.get_model("items", "Item").objects.create(
            name="Kettle", registry_id=1, quantity_needed=9, quantity_purchased=9
        )

    def buy(self, **fields: Any) -> int:
        """Return the id of a purchase that was answered and is remembered."""
        purchases = self.old.get_model("items", "Purchase").objects
        purchase = purchases.create(item=self.item, quantity=1, **CAROL, **fields)
        bought = {"id": purchase.pk, "quantity": 1, **CAROL}
        self.remember(f"{KEY}{purchase.pk}", {"purchase": bought, "undo_token": "x"})
        return int(purchase.pk)

    def remember(self, key: str, answer: dict[str, Any]) -> None:
        self.old.get_model("items", "IdempotencyKey").objects.create(
            user_id=1, path="/items", key=key, body_hash="0", answer=answer
        )

    def test_hidden_ones_lose_their_names_and_all_other_answers_stay(self) -> None:
        named = self.buy()
        hidden = {self.buy(is_anonymous=True), self.buy(undone_at=timezone.now())}
        self.remember("an item", ITEM)

        new = migrate(AFTER)

        purchases = new.get_model("items", "Purchase").objects.values("id", *CAROL)
        assert {row.pop("id"): row for row in purchases} == {
            named: CAROL,
            **dict.fromkeys(hidden, NOBODY),
        }
        keys = new.get_model("items", "IdempotencyKey").objects
        answers = dict(keys.values_list("key", "answer"))
        assert answers.pop("an item") == ITEM
        assert {
            answer["purchase"]["id"]: {name: answer["purchase"][name] for name in CAROL}
            for answer in answers.values()
        } == {named: CAROL, **dict.fromkeys(hidden, NOBODY)}
        assert {answer["undo_token"] for answer in answers.values()} == {"x"}
