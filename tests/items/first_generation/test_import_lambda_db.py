"""`manage.py import_lambda_db` takes the first generation's items over."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

from django.core.management import call_command
from django.db import connection

from items.models import Item, OutOfStepRegistry
from tests.items.first_generation.lambda_files import (
    LATEST,
    LONG_AGO,
    ImportMixin,
    LambdaFile,
)
from tests.worlds import FakeWordPressMixin


class VersionTests(ImportMixin):
    """A file made by each schema version imports whole."""

    def grown_file(self, version: int) -> LambdaFile:
        """Rows of every age: one of each version, and one that was changed at the end."""
        file = self.old_file(version=0)
        for age in range(version + 1):
            file.migrate(age)
            file.add(name=f"of version {age}", price=19.99 + age, is_active=None)
            file.add(name="deleted", price=None, is_active=0)
        if version >= 1:
            file.add(quantity_needed=2, quantity_purchased=5)
        if version >= 2:
            file.add(registry_id=712)
        file.change(1, description="changed")
        return file

    def test_count_sums_and_ids_are_the_same(self) -> None:
        for version in range(LATEST + 1):
            with self.subTest(version=version):
                Item.objects.all().delete()
                file = self.grown_file(version)
                if version % 2:
                    file.number_migrations()

                said = self.imported(file)

                assert f"has schema version {version}." in said
                assert self.totals_here() == self.totals_of(file)
                ids = [row[0] for row in file.query("SELECT id FROM items ORDER BY 1")]
                assert self.query("SELECT id FROM items ORDER BY 1") == [
                    (item_id,) for item_id in ids
                ]

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return list(cursor.fetchall())

    def totals_here(self) -> tuple[Any, ...]:
        (totals,) = self.query(
            "SELECT count(*), sum(id), sum(quantity_needed), sum(quantity_purchased), "
            "coalesce(sum(registry_id), 0), sum(CASE WHEN is_active THEN 1 ELSE 0 END), "
            "sum(length(url)), round(sum(price), 2), min(created_at), max(updated_at) "
            "FROM items"
        )
        return (*totals[:-3], *self.comparable(*totals[-3:]))

    def totals_of(self, file: LambdaFile) -> tuple[Any, ...]:
        needed, bought, url = "1", "0", "''"
        if file.version >= 1:
            needed, bought, url = "quantity_needed", "quantity_purchased", "url"
        registry = "registry_id" if file.version >= 2 else "0"
        (totals,) = file.query(
            f"SELECT count(*), sum(id), sum({needed}), sum({bought}), "  # noqa: S608 -- a test's names
            f"coalesce(sum({registry}), 0), sum(coalesce(is_active, 1)), "
            f"sum(length({url})), round(sum(price), 2), min(created_at), "
            "max(updated_at) FROM items"
        )
        return (*totals[:-3], *self.comparable(*totals[-3:]))

    def comparable(self, price: Any, *times: Any) -> tuple[Any, ...]:
        """Prices are text and times have no zone here: the databases differ in their types."""
        return (f"{price:.2f}", *(str(time)[:19] for time in times))

    def test_every_column_arrives(self) -> None:
        columns = {
            "name": "Kettle",
            "description": "steel",
            "notes": "the red one\nplease",
            "url": "https://shop.example/kettle",
            "retailer": "Shop",
            "affiliate_url": "https://shop.example/kettle?tag=x",
            "affiliate_status": "active",
            "image_url": "https://shop.example/kettle.jpg",
            "quantity_needed": 3,
            "quantity_purchased": 2,
        }
        file = self.old_file()
        file.add(id=41, registry_id=712, price=19.9, is_active=0, **columns)

        self.imported(file)

        assert Item.objects.values().get() == {
            **columns,
            "id": 41,
            "registry_id": 712,
            "price": Decimal("19.90"),
            "is_active": False,
            "created_at": LONG_AGO,
            "updated_at": LONG_AGO,
        }

    def test_the_first_version_lacks_most_columns(self) -> None:
        file = self.old_file(version=0)
        file.add(price=5)

        said = self.imported(file)

        assert Item.objects.values().get() == {
            **dict.fromkeys(["description", "notes", "retailer", "registry_id"]),
            **dict.fromkeys(["affiliate_url", "affiliate_status", "image_url"]),
            "id": 1,
            "name": "Kettle",
            "url": "",
            "price": Decimal("5.00"),
            "quantity_needed": 1,
            "quantity_purchased": 0,
            "is_active": True,
            "created_at": LONG_AGO,
            "updated_at": LONG_AGO,
        }
        assert "1 has no shop's address." in said
        assert "1 came without a registry: now run backfill_registry_ids." in said


class OutOfStepTests(FakeWordPressMixin, ImportMixin):
    """WordPress has to be told of the items; `sync_item_ids` does it."""

    def marked(self) -> list[int]:
        marks = OutOfStepRegistry.objects.order_by("pk")
        return list(marks.values_list("pk", flat=True))

    def test_registries_that_get_items_are_out_of_step(self) -> None:
        file = self.old_file()
        for registry_id in (713, 712, 713, None):
            file.add(registry_id=registry_id)

        self.imported(file)

        assert self.marked() == [712, 713]

    def test_one_that_loses_or_gets_an_item_later_as_well(self) -> None:
        file = self.old_file()
        file.add(registry_id=712)
        file.add(registry_id=714)
        self.imported(file)
        OutOfStepRegistry.objects.all().delete()
        file.change(1, registry_id=713)

        self.imported(file)

        assert self.marked() == [712, 713]

    def test_wordpress_names_the_items_after_a_sync(self) -> None:
        registry_id = self.wordpress.make_registry(meta={"restart_item_ids": "[2,1]"})
        file = self.old_file()
        for is_active in (1, None, 0, 1):
            file.add(registry_id=registry_id, is_active=is_active)
        self.imported(file)

        call_command("sync_item_ids", stdout=io.StringIO())

        stored = self.wordpress.post(registry_id)["meta"]["restart_item_ids"]
        assert stored == "[2,1,4]"
