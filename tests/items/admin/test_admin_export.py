"""The list of items as a CSV file, for support staff."""

from __future__ import annotations

import csv
import io

from django.core.cache import cache
from django.test import TestCase

from items.admin.export import MOST_ROWS
from items.models import Item
from tests.staff import ITEMS, StaffMixin
from tests.worlds import FakeWordPressMixin, make_item

EXPORT = f"{ITEMS}export/"
HEADINGS = ["ID", "name", "registry", "retailer", "price", "bought", "on its registry"]


class ExportTests(StaffMixin, FakeWordPressMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.log_in()
        self.kettle = make_item(712, price="19.90", retailer="Émile & fils")
        self.lamp = make_item(713, name="Lamp", quantity_needed=3)
        self.legacy = make_item(None, name="Old chair", is_active=False)

    def exported(self, query: str = "") -> list[list[str]]:
        response = self.staff.get(f"{EXPORT}?{query}")
        assert response.headers["Content-Type"] == "text/csv"
        assert ".csv" in response.headers["Content-Disposition"]
        text = response.content.decode("utf-8-sig")
        return list(csv.reader(io.StringIO(text)))

    def ids(self, query: str) -> list[str]:
        return [row[0] for row in self.exported(query)[1:]]

    def test_holds_the_lists_columns_and_rows(self) -> None:
        kettle, lamp, legacy = map(str, (self.kettle.pk, self.lamp.pk, self.legacy.pk))

        assert self.exported() == [
            HEADINGS,
            [legacy, "Old chair", "", "", "", "0 of 1", "False"],
            [lamp, "Lamp", "713", "", "", "0 of 3", "True"],
            [kettle, "Kettle", "712", "Émile & fils", "19.90", "0 of 1", "True"],
        ]

    def test_as_it_is_searched_filtered_and_sorted(self) -> None:
        for query in (
            "q=lamp",
            "active=yes",
            "active=no",
            "registry=yes&q=kettle",
            "registry_id=713",
            "o=2",
            "o=-3.1",
            "created_at__gte=2020-01-01+00%3A00%3A00%2B00%3A00",
            "q=nothing+like+it",
        ):
            with self.subTest(query):
                listed = self.staff.get(f"{ITEMS}?{query}").context["cl"].result_list

                assert self.ids(query) == [str(item.pk) for item in listed]

    def test_all_pages_at_once_in_as_many_queries(self) -> None:
        for _ in range(150):
            make_item(712)

        with self.assertNumQueries(4):  # session, person, count, rows
            assert len(self.ids("p=2")) == 153

    def test_the_list_links_to_what_it_shows(self) -> None:
        page = self.staff.get(f"{ITEMS}?active=yes&q=lamp").content.decode()

        assert f'href="{EXPORT}?active=yes&amp;q=lamp"' in page

    def test_formulas_are_only_text(self) -> None:
        for formula in ("=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "=cmd|' /C calc'!A0"):
            Item.objects.filter(pk=self.lamp.pk).update(name=formula, retailer=formula)

            row = self.exported("q=713")[1]

            assert row[1] == row[3] == f"'{formula}"

    def test_commas_quotes_and_lines_stay_in_their_cell(self) -> None:
        name = 'Lamp, "big",\r\nred; 1|2'
        Item.objects.filter(pk=self.lamp.pk).update(name=name)

        assert self.exported("q=713")[1][1] == name

    def test_too_many_rows_are_refused_and_said(self) -> None:
        Item.objects.bulk_create(
            Item(registry_id=712, name="x", url="https://shop.example/x")
            for _ in range(MOST_ROWS)
        )

        response = self.staff.get(EXPORT, follow=True)

        assert response.redirect_chain == [(f"{ITEMS}?", 302)]
        assert "more than 20,000 rows" in self.messages(response)
        assert self.ids("q=lamp") == [str(self.lamp.pk)]

    def test_a_filter_that_is_nonsense_leads_back_to_the_list(self) -> None:
        for query in ("created_at__gte=never", "nothing=1"):
            response = self.staff.get(f"{EXPORT}?{query}", follow=True)

            assert response.status_code == 200
            assert response.context["cl"].result_count == 3

    def test_nothing_can_be_imported(self) -> None:
        before = list(Item.objects.values())
        form = {"import_file": io.BytesIO(b"id,name\n1,x\n"), "format": "0"}

        for path in ("import/", "process_import/"):
            assert self.staff.post(f"{ITEMS}{path}", form).status_code in (302, 404)
        assert list(Item.objects.values()) == before
        assert b"mport/" not in self.staff.get(ITEMS).content

    def test_nothing_is_written(self) -> None:
        before = list(Item.objects.values())
        self.exported()

        assert list(Item.objects.values()) == before
        assert self.wordpress.writes == []


class WhoMayExportTests(StaffMixin, FakeWordPressMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        make_item(712)

    def is_sent_to_log_in(self) -> bool:
        response = self.staff.get(EXPORT)
        location = response.headers.get("Location", "")
        return response.status_code == 302 and location.startswith("/admin/login/")

    def test_nobody_is_sent_to_log_in(self) -> None:
        assert self.is_sent_to_log_in()

    def test_so_is_who_is_no_administrator(self) -> None:
        for name in ("ada", "bob", "carol"):
            self.log_in(name)

            assert self.is_sent_to_log_in()

    def test_and_who_no_longer_is_one(self) -> None:
        self.log_in("eve")
        self.wordpress.change_role("eve", "subscriber")
        cache.clear()

        assert self.is_sent_to_log_in()

    def test_while_wordpress_is_away_everything_can_still_be_looked_at(self) -> None:
        self.log_in("eve")
        self.wordpress.stop()
        cache.clear()

        assert b"Kettle" in self.staff.get(EXPORT).content
