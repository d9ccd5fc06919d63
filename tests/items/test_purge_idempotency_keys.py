"""`manage.py purge_idempotency_keys` deletes what is older than a day, and nothing else."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import TestCase
from django.utils import timezone

from items.idempotency import BATCH, end_of_life, purge
from items.models import IdempotencyKey, Item, Purchase
from tests.stress import rounds
from tests.worlds import FakeWordPressMixin, make_item

KEY = "0123456789abcdef"
MINUTE = timedelta(minutes=1)


class PurgeMixin(FakeWordPressMixin):
    def setUp(self) -> None:
        super().setUp()
        registry_id = self.wordpress.make_registry(status="publish")
        self.kettle = make_item(registry_id, quantity_needed=9)

    def purge(self, **options: Any) -> str:
        out = io.StringIO()
        call_command("purge_idempotency_keys", stdout=out, stderr=out, **options)
        return out.getvalue()

    def buy(self, key: str = KEY) -> Any:
        path = f"/items/{self.kettle.pk}/purchases"
        return self.carol.post(path, {}, idempotency_key=key)

    def remember(self, number: int, created_at: datetime) -> None:
        first = IdempotencyKey.objects.count()
        IdempotencyKey.objects.bulk_create(
            (
                IdempotencyKey(
                    user_id=1,
                    path=f"/items/{self.kettle.pk}/purchases",
                    key=f"{KEY}{first + nth}",
                    body_hash="x",
                    answer={},
                    created_at=created_at - timedelta(seconds=nth),
                )
                for nth in range(number)
            ),
            batch_size=10_000,
        )


class PurgeIdempotencyKeysTests(PurgeMixin, TestCase):
    def test_deletes_what_is_older_than_a_day(self) -> None:
        self.remember(1, end_of_life() - MINUTE)
        self.remember(1, end_of_life() - timedelta(days=400))
        self.remember(1, end_of_life() + MINUTE)
        self.buy()

        assert self.purge() == "Deleted 2 idempotency keys.\n"

        assert IdempotencyKey.objects.count() == 2
        assert "Deleted 0 idempotency keys" in self.purge()

    def test_a_dry_run_only_says_how_many(self) -> None:
        self.remember(3, end_of_life() - MINUTE)
        self.buy()

        assert self.purge(dry_run=True) == "Would delete 3 idempotency keys.\n"

        assert IdempotencyKey.objects.count() == 4

    def test_a_key_that_is_left_is_still_answered(self) -> None:
        first = self.buy()
        IdempotencyKey.objects.update(created_at=end_of_life() + MINUTE)

        self.purge()

        again = self.buy()
        assert again.json() == first.json()
        assert again.headers["Idempotent-Replayed"] == "true"

    def test_purchases_stay_and_count(self) -> None:
        self.buy()
        IdempotencyKey.objects.update(created_at=end_of_life() - MINUTE)

        self.purge()

        assert Purchase.objects.count() == 1
        assert Item.objects.get().quantity_purchased == 1

    def test_one_that_was_interrupted_is_finished_by_the_next(self) -> None:
        self.remember(BATCH + 1, end_of_life() - MINUTE)
        assert next(purge(end_of_life())) == BATCH

        assert "Deleted 1 idempotency key" in self.purge()

        assert not IdempotencyKey.objects.exists()

    def test_what_grows_old_meanwhile_is_left_to_the_next(self) -> None:
        """Otherwise the command might never end."""
        before = end_of_life()
        self.remember(1, before)

        assert list(purge(before)) == []


class ManyKeysTests(PurgeMixin, TestCase):
    @pytest.mark.stress
    def test_many_are_deleted_and_counted(self) -> None:
        number = rounds(short=3_000, full=1_000_000)
        self.remember(number, end_of_life() - MINUTE)
        self.remember(7, timezone.now())

        assert f"Would delete {number} " in self.purge(dry_run=True)
        assert f"Deleted {number} " in self.purge()

        assert IdempotencyKey.objects.count() == 7
