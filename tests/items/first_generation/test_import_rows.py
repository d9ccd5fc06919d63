"""What `manage.py import_lambda_db` makes of an old row, and which rows can't be taken."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from items.models import Item
from tests.items.first_generation.lambda_files import LONG_AGO, ImportMixin


class RowTests(ImportMixin):
    def test_a_null_is_what_the_service_took_it_for(self) -> None:
        file = self.old_file()
        optional = ["description", "retailer", "affiliate_url", "affiliate_status"]
        file.add(
            **dict.fromkeys([*optional, "image_url", "notes", "price"]),
            registry_id=None,
            is_active=None,
        )

        self.imported(file)

        item = Item.objects.get()
        assert item.is_active
        assert {getattr(item, name) for name in optional} == {None}
        assert (item.price, item.registry_id, item.notes) == (None, None, None)

    def test_an_empty_optional_text_is_null(self) -> None:
        file = self.old_file()
        file.add(description="", retailer="", affiliate_url="", image_url="", notes="")

        self.imported(file)

        item = Item.objects.get()
        assert (item.description, item.retailer, item.image_url) == (None, None, None)

    def test_prices_become_exact(self) -> None:
        file = self.old_file()
        prices = [0.1 + 0.2, 19.989999999999998, 0.125, 0.135, 1, "7.5", 99999999.99]
        file.add_many(
            [{"name": "x", "url": "https://a.test/", "price": p} for p in prices]
        )

        self.imported(file)

        exact = ["0.30", "19.99", "0.12", "0.14", "1.00", "7.50", "99999999.99"]
        found = Item.objects.order_by("id").values_list("price", flat=True)
        assert [str(price) for price in found] == exact

    def test_times_are_utc_in_every_form(self) -> None:
        file = self.old_file()
        forms = {
            "2024-05-01 10:00:00": LONG_AGO,
            "2024-05-01T10:00:00": LONG_AGO,
            "2024-05-01T10:00:00Z": LONG_AGO,
            "2024-05-01T12:00:00+02:00": LONG_AGO,
            "2024-05-01T10:00:00.123456": LONG_AGO.replace(microsecond=123456),
        }
        for form in forms:
            file.add(created_at=form, updated_at=form)

        self.imported(file)

        items = Item.objects.order_by("id")
        assert [item.created_at for item in items] == list(forms.values())
        assert [item.updated_at for item in items] == list(forms.values())

    def test_a_time_that_is_missing_is_the_other_one_or_now(self) -> None:
        before = timezone.now()
        file = self.old_file()
        file.add(created_at=None)
        file.add(updated_at=None)
        file.add(created_at=None, updated_at=None)

        self.imported(file)

        first, second, third = Item.objects.order_by("id")
        assert first.created_at == second.updated_at == LONG_AGO
        assert before <= third.created_at <= third.updated_at

    def test_more_bought_than_wanted_comes_in_and_is_reported(self) -> None:
        file = self.old_file()
        file.add(registry_id=712, quantity_needed=1, quantity_purchased=3)

        said = self.imported(file)

        assert "item 1, imported: 3 bought, 1 wanted; taken as it is\n" in said
        assert "More is bought than wanted of 1." in said
        assert Item.objects.get().quantity_purchased == 3

    def test_nan_is_no_price(self) -> None:
        """SQLite itself stores NULL for it."""
        file = self.old_file()
        file.add(price=float("nan"))

        self.imported(file)

        assert Item.objects.get().price is None


class RefusedRowTests(ImportMixin):
    def test_a_row_that_cannot_be_taken_is_reported_and_the_others_come_in(
        self,
    ) -> None:
        beyond = 2**53
        mistakes: list[tuple[dict[str, Any], str]] = [
            ({"id": 0}, "item 0, refused: id: "),
            ({"id": -7}, "item -7, refused: id: "),
            ({"id": beyond}, f"item {beyond}, refused: id: leaves no ids for new"),
            ({"id": 11, "name": ""}, "item 11, refused: name: "),
            ({"id": 12, "name": "x" * 101}, "item 12, refused: name: "),
            ({"id": 13, "name": "a\0b"}, "item 13, refused: name: "),
            ({"id": 14, "name": "two\nlines"}, "item 14, refused: name: "),
            ({"id": 15, "name": b"\xff\xfe"}, "item 15, refused: name: "),
            ({"id": 16, "url": "javascript:alert(1)"}, "item 16, refused: url: "),
            ({"id": 17, "url": "https://a.test/" + "x" * 2000}, "refused: url: "),
            ({"id": 18, "url": b"https://a.test/x"}, "item 18, refused: url: "),
            ({"id": 19, "price": -1}, "item 19, refused: price: must be greater"),
            ({"id": 20, "price": 0}, "item 20, refused: price: must be greater"),
            ({"id": 21, "price": 1e30}, "item 21, refused: price: must be at most"),
            ({"id": 22, "price": float("inf")}, "refused: price: must be at most"),
            ({"id": 23, "price": "cheap"}, "item 23, refused: price: must be a num"),
            ({"id": 24, "quantity_needed": 0}, "item 24, refused: quantity_needed: "),
            ({"id": 25, "quantity_needed": "two"}, "refused: quantity_needed: "),
            ({"id": 26, "quantity_purchased": -1}, "refused: quantity_purchased: "),
            ({"id": 27, "quantity_purchased": 1e30}, "quantity_purchased: "),
            ({"id": 28, "registry_id": 0}, "item 28, refused: registry_id: "),
            ({"id": 29, "registry_id": "x"}, "item 29, refused: registry_id: "),
            ({"id": 30, "registry_id": b"1"}, "item 30, refused: registry_id: "),
            ({"id": 31, "is_active": 2}, "item 31, refused: is_active: must be 0 or"),
            ({"id": 32, "is_active": "yes"}, "item 32, refused: is_active: "),
            ({"id": 33, "created_at": "yesterday"}, "item 33, refused: created_at: "),
            ({"id": 34, "updated_at": 5}, "item 34, refused: updated_at: must be a"),
            ({"id": 35, "created_at": "0001-01-01T00:00:00+14:00"}, "created_at: "),
            ({"id": 36, "image_url": "//cdn.test/x"}, "item 36, refused: image_url: "),
            ({"id": 37, "affiliate_status": "\x1b[2J"}, "must be one of active, in"),
            ({"id": 38, "description": "x" * 501}, "item 38, refused: description: "),
            ({"id": 39, "notes": "bell\x07"}, "item 39, refused: notes: "),
            ({"id": 40, "name": "", "price": -1}, "name: This field may not be bl"),
        ]
        file = self.old_file()
        for columns, _ in mistakes:
            file.add(**columns)
        file.add(id=500)

        said = self.imported(file)

        for _, reason in mistakes:
            assert reason in said
        assert said.count(", refused: ") == len(mistakes)
        assert (
            f"1 imported, 0 updated, 0 unchanged, 0 newer here, {len(mistakes)} r"
            in (said)
        )
        assert "\x1b" not in said
        assert [item.pk for item in Item.objects.all()] == [500]

    def test_broken_utf_8_hides_no_other_row(self) -> None:
        file = self.old_file()
        file.add(name="before")
        file.script(
            "INSERT INTO items (name, url) VALUES "
            "(CAST(x'ff4b' AS TEXT), 'https://a.test/')"
        )
        file.add(name="Bügelbrett 🫖")

        said = self.imported(file)

        assert "item 2, refused: name: " in said
        names = Item.objects.order_by("id").values_list("name", flat=True)
        assert list(names) == ["before", "Bügelbrett 🫖"]

    def test_a_row_that_was_mended_comes_in_the_next_time(self) -> None:
        file = self.old_file()
        file.add(name="")
        file.add()
        self.imported(file)
        file.change(1, name="Pot")

        said = self.imported(file)

        assert "1 imported, 0 updated, 1 unchanged, 0 newer here, 0 refused" in said
        assert Item.objects.get(pk=1).name == "Pot"

    def test_it_fails_if_no_row_can_be_taken(self) -> None:
        file = self.old_file()
        file.add(name="")

        assert "No row could be taken. 1 row read" in self.refused(file)

    def test_a_file_without_rows_is_no_failure(self) -> None:
        assert "0 rows read" in self.imported(self.old_file())
