"""What the front page of the admin counts."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from items.activity import DAYS, Day, last_days
from items.models import Purchase
from tests.worlds import make_item


class ActivityTests(TestCase):
    def test_counts_items_and_purchases_of_each_day(self) -> None:
        today = now().replace(hour=12)
        kettle = make_item(712, created_at=today)
        make_item(712, created_at=today, is_active=False)
        make_item(712, created_at=today - timedelta(days=2))
        for undone_at in (None, today):
            then = today - timedelta(days=1)
            Purchase.objects.create(
                item=kettle, quantity=5, created_at=then, undone_at=undone_at
            )

        days = last_days()

        assert len(days) == DAYS
        assert days[-3:] == [
            Day(today.date() - timedelta(days=2), 1, 0),
            Day(today.date() - timedelta(days=1), 0, 2),
            Day(today.date(), 2, 0),
        ]
        assert {(day.items, day.purchases) for day in days[:-3]} == {(0, 0)}

    def test_a_day_begins_and_ends_at_midnight(self) -> None:
        midnight = now().replace(hour=0, minute=0, second=0, microsecond=0)
        oldest = midnight - timedelta(days=DAYS - 1)
        for created_at in (midnight, oldest):
            make_item(712, created_at=created_at)
            make_item(712, created_at=created_at - timedelta(microseconds=1))

        counts = [day.items for day in last_days()]

        assert counts == [1, *[0] * (DAYS - 3), 1, 1]

    def test_looks_at_the_index_only(self) -> None:
        """A table of 10,000,000 rows needs this."""
        with CaptureQueriesContext(connection) as queries:
            last_days()

        assert len(queries) == 2
        for query, index in zip(
            queries, ("idx_items_created_at", "idx_purchases_created_at"), strict=True
        ):
            plan = self.plan(query["sql"])
            assert plan.count(f"USING COVERING INDEX {index}") == DAYS
            assert "SCAN" not in plan

    def plan(self, sql: str) -> str:
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            return "\n".join(str(row) for row in cursor.fetchall())
