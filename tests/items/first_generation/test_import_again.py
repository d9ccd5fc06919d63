"""`manage.py import_lambda_db` runs again, and meets what is there already."""

from __future__ import annotations

from decimal import Decimal

from items.models import Item, OutOfStepRegistry
from items.purchases import buy
from tests.items.first_generation.lambda_files import LONG_AGO, ImportMixin


class AgainTests(ImportMixin):
    """The command runs again, and both sides may have changed meanwhile."""

    def setUp(self) -> None:
        super().setUp()
        self.file = self.old_file()
        self.file.add(registry_id=712, price=5, quantity_needed=3)
        self.imported(self.file)
        self.kettle = Item.objects.get()

    def test_what_is_the_same_is_left_alone(self) -> None:
        before = Item.objects.values().get()

        said = self.imported(self.file)

        assert "0 imported, 0 updated, 1 unchanged" in said
        assert Item.objects.values().get() == before

    def test_a_newer_row_of_the_file_is_taken(self) -> None:
        self.file.change(1, name="Pot", price=6.5)

        said = self.imported(self.file)

        assert "0 imported, 1 updated" in said
        self.kettle.refresh_from_db()
        assert (self.kettle.name, str(self.kettle.price)) == ("Pot", "6.50")
        (written,) = self.file.query("SELECT updated_at FROM items")
        assert f"{self.kettle.updated_at:%Y-%m-%d %H:%M:%S}" == written[0]
        assert self.kettle.created_at == LONG_AGO

    def test_a_newer_row_of_ours_is_left_and_reported(self) -> None:
        Item.objects.change(1, {"name": "Pan", "price": Decimal("7.00")})

        said = self.imported(self.file)

        assert "item 1, newer here: left as it is; differs in name, price\n" in said
        assert "0 updated, 0 unchanged, 1 newer here" in said
        assert Item.objects.get().name == "Pan"

    def test_a_row_that_was_bought_here_is_newer_whatever_its_time(self) -> None:
        buy(1, {"quantity": 2})
        self.file.change(1, quantity_purchased=1)
        Item.objects.update(updated_at=LONG_AGO)

        said = self.imported(self.file)

        assert "1 newer here" in said
        assert Item.objects.get().quantity_purchased == 2

    def test_a_row_without_times_is_never_newer(self) -> None:
        self.file.add(id=2, created_at=None, updated_at=None)
        self.imported(self.file)
        Item.objects.change(2, {"name": "Pan"})

        said = self.imported(self.file)

        assert "item 2, newer here: left as it is; differs in name\n" in said
        assert Item.objects.get(pk=2).name == "Pan"

    def test_a_row_that_does_not_know_when_it_was_made_is_taken_again(self) -> None:
        self.file.add(id=2, created_at=None)
        self.imported(self.file)
        self.file.change(2, name="Pot")

        assert "0 imported, 1 updated, 1 unchanged" in self.imported(self.file)

        item = Item.objects.get(pk=2)
        assert (item.name, item.created_at) == ("Pot", LONG_AGO)

    def test_another_item_with_the_same_id_is_never_overwritten(self) -> None:
        Item.objects.all().delete()
        ours = Item.objects.create(
            id=1, registry_id=5, name="Lamp", url="https://light.example/"
        )
        self.file.add(id=2)
        self.file.change(1, updated_at="2099-01-01 00:00:00")

        said = self.imported(self.file)

        assert "item 1, refused: another item, made at another time, has this" in said
        assert Item.objects.get(pk=1).name == ours.name

    def test_what_a_backfill_filled_is_kept(self) -> None:
        self.file.add(id=2, registry_id=None, retailer=None)
        self.imported(self.file)
        Item.objects.filter(pk=2).update(registry_id=713, retailer="Shop")
        self.file.change(2, name="Pot")

        said = self.imported(self.file)

        assert "1 updated, 1 unchanged" in said
        item = Item.objects.get(pk=2)
        assert (item.name, item.registry_id, item.retailer) == ("Pot", 713, "Shop")

    def test_an_older_file_says_nothing_of_columns_it_lacks(self) -> None:
        older = self.old_file(version=0)
        older.add(price=5)

        said = self.imported(older)

        assert "1 unchanged" in said
        assert Item.objects.get().quantity_needed == 3

    def test_a_dry_run_says_what_would_be_and_writes_nothing(self) -> None:
        self.file.change(1, name="Pot")
        self.file.add(id=10**9)
        before = list(Item.objects.values())
        OutOfStepRegistry.objects.all().delete()

        said = self.imported(self.file, dry_run=True)

        assert "Nothing was written; it would be: 2 rows read, 1 imported, 1 u" in said
        assert list(Item.objects.values()) == before
        assert not OutOfStepRegistry.objects.exists()
        new = Item.objects.add(712, {"name": "x", "url": "https://a.test/"})
        assert new.pk < 10**9

    def test_new_ids_are_larger_than_any_of_the_file(self) -> None:
        self.file.add(id=1000)
        self.file.add(id=2000, name="")  # somebody mends it later
        self.imported(self.file)

        new = Item.objects.add(712, {"name": "x", "url": "https://a.test/"})

        assert new.pk > 2000

    def test_ids_of_ours_that_are_larger_already_go_on(self) -> None:
        # Above all that other tests had: PostgreSQL takes no sequence back.
        last = Item.objects.create(id=5_000_000, name="x", url="https://a.test/")
        self.imported(self.file)

        new = Item.objects.add(712, {"name": "x", "url": "https://a.test/"})

        assert new.pk == last.pk + 1


class FirstIdTests(ImportMixin):
    def test_an_empty_table_has_its_ids_reserved_as_well(self) -> None:
        file = self.old_file()
        file.add(id=1000, name="")
        self.refused(file)

        new = Item.objects.add(712, {"name": "x", "url": "https://a.test/"})

        assert new.pk > 1000
