"""Buy, undo, retry, change, remove in any order: what the ledger promises always holds."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import TestCase
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    multiple,
    precondition,
    rule,
    run_state_machine_as_test,
)

from items.models import Item, Purchase
from tests.stress import rounds
from tests.worlds import WordPressMixin, make_item

QUANTITIES = st.integers(1, 6)
SETTINGS = settings(
    max_examples=rounds(short=8, full=400),
    stateful_step_count=40,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.stress
class PurchaseMachineTests(WordPressMixin, TestCase):
    def test_no_order_of_deeds_breaks_the_ledger(self) -> None:
        self.registry_id = self.wordpress.make_registry(status="publish")
        machine: Any = lambda: PurchaseMachine(self)  # noqa: E731  # its type says a class
        run_state_machine_as_test(machine, settings=SETTINGS)


class PurchaseMachine(RuleBasedStateMachine):
    """The expected state, in plain Python, beside what the API did."""

    bought: Bundle[dict[str, Any]] = Bundle("bought")  # answers that said yes
    sent: Bundle[tuple[str, int, Any]] = Bundle("sent")  # key, quantity, answer

    def __init__(self, test: PurchaseMachineTests) -> None:
        super().__init__()
        self.test = test
        self.item = make_item(test.registry_id, quantity_needed=5)
        self.path = f"/items/{self.item.pk}"
        self.needed, self.by_hand, self.is_active = 5, 0, True
        self.live: dict[int, int] = {}  # purchase: quantity
        self.keys = 0

    @property
    def total(self) -> int:
        return self.by_hand + sum(self.live.values())

    @rule(target=bought, quantity=QUANTITIES)
    def buy(self, quantity: int) -> Any:
        return self._buy(quantity) or multiple()

    @rule(target=sent, quantity=QUANTITIES)
    def buy_with_a_key(self, quantity: int) -> Any:
        self.keys += 1
        key = f"key of the machine {self.item.pk} {self.keys}"
        answer = self._buy(quantity, idempotency_key=key)
        return (key, quantity, answer) if answer else multiple()

    def _buy(self, quantity: int, **headers: str) -> dict[str, Any] | None:
        """Return the body of a yes, None for a no."""
        response = self.test.carol.post(
            f"{self.path}/purchases", {"quantity": quantity}, **headers
        )
        if not self.is_active:
            assert response.status_code == 404
        elif self.total + quantity > self.needed:
            assert response.status_code == 409
            assert response.json()["remaining"] == max(0, self.needed - self.total)
        else:
            assert response.status_code == 201
            data: dict[str, Any] = response.json()["data"]
            self.live[data["purchase"]["id"]] = quantity
            return data
        return None

    @precondition(lambda self: self.is_active)
    @rule(sent=sent)
    def retry(self, sent: tuple[str, int, Any]) -> None:
        key, quantity, first = sent
        path, body = f"{self.path}/purchases", {"quantity": quantity}
        response = self.test.carol.post(path, body, idempotency_key=key)
        assert response.status_code == 201
        assert response.headers["Idempotent-Replayed"] == "true"
        assert response.json()["data"] == first

    @precondition(lambda self: self.is_active)
    @rule(sent=sent)
    def use_a_key_again_for_something_else(self, sent: tuple[str, int, Any]) -> None:
        key, quantity, _ = sent
        path, body = f"{self.path}/purchases", {"quantity": quantity + 1}
        response = self.test.carol.post(path, body, idempotency_key=key)
        assert response.status_code == 409

    @precondition(lambda self: self.is_active)
    @rule(data=consumes(bought))
    def undo_with_the_token(self, data: dict[str, Any]) -> None:
        self._undo(data, self.test.carol, x_undo_token=data["undo_token"])

    @precondition(lambda self: self.is_active)
    @rule(sent=sent)
    def undo_as_the_owner(self, sent: tuple[str, int, Any]) -> None:
        self._undo(sent[2], self.test.ada)

    def _undo(self, data: dict[str, Any], caller: Any, **headers: str) -> None:
        purchase_id = data["purchase"]["id"]
        response = caller.delete(f"{self.path}/purchases/{purchase_id}", **headers)
        known = self.live.pop(purchase_id, None)
        assert response.status_code == (404 if known is None else 204)

    @precondition(lambda self: self.is_active)
    @rule(quantity=QUANTITIES)
    def want_another_number(self, quantity: int) -> None:
        response = self.test.ada.patch(self.path, {"quantity_needed": quantity})
        fits = quantity >= self.total or quantity == self.needed
        assert response.status_code == (200 if fits else 409)
        self.needed = quantity if fits else self.needed

    @precondition(lambda self: self.is_active)
    @rule(quantity=st.integers(0, 6))
    def set_what_is_bought(self, quantity: int) -> None:
        """The first plugin does it in this way."""
        response = self.test.ada.patch(self.path, {"quantity_purchased": quantity})
        held = sum(self.live.values())
        fits = held <= quantity <= self.needed or quantity == self.total
        assert response.status_code == (200 if fits else 409)
        if fits:
            self.by_hand = quantity - held

    @rule(is_active=st.booleans())
    def remove_or_revive(self, is_active: bool) -> None:
        response = self.test.eve.patch(self.path, {"is_active": is_active})
        assert response.status_code == 200
        self.is_active = is_active

    @invariant()
    def the_item_says_what_the_ledger_holds(self) -> None:
        item = Item.objects.get(pk=self.item.pk)
        rows = Purchase.objects.live().filter(item=item)
        assert dict(rows.values_list("id", "quantity")) == self.live
        assert item.quantity_purchased == self.total <= item.quantity_needed
        assert (item.quantity_needed, item.is_active) == (self.needed, self.is_active)
