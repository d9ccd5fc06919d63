"""The front page of the admin says how things stand."""

from __future__ import annotations

import re
from datetime import timedelta

from django.core.cache import cache
from django.test import TestCase
from django.utils.timezone import now

from items.models import Item, OutOfStepRegistry
from items.purchases import buy
from tests.staff import StaffMixin
from tests.wordpress import Says
from tests.worlds import FakeWordPressMixin, make_item
from wordpress.local.folders import THEME

THEMES_ICON = THEME / "assets/images/icon.svg"
KETTLE = {"name": "Kettle", "url": "https://shop.example/kettle"}


class FrontPageMixin(StaffMixin):
    def setUp(self) -> None:
        super().setUp()
        self.log_in()

    def front_page(self) -> str:
        response = self.staff.get("/admin/")
        assert response.status_code == 200
        return re.sub(r"\s+", " ", response.content.decode())


class FrontPageTests(FrontPageMixin, FakeWordPressMixin, TestCase):
    def it_fails(self, registry_id: int) -> None:
        """Fail as sync_item_ids does."""
        marked = OutOfStepRegistry.objects.acquire(registry_id)
        assert marked
        marked.fail(f"GET /{registry_id}: 500", is_over=True)

    def test_says_when_all_is_well(self) -> None:
        page = self.front_page()

        assert "WordPress is answering." in page
        assert "Every registry is in step" in page
        assert "None that still matters" in page

    def test_counts_registries_out_of_step_with_the_way_to_them(self) -> None:
        OutOfStepRegistry.objects.mark(712)
        link = '<a href="/admin/items/outofstepregistry/">{}</a>'
        assert link.format("1 registry out of step") in self.front_page()
        OutOfStepRegistry.objects.mark(713)

        assert link.format("2 registries out of step") in self.front_page()

    def test_lists_the_last_failures_newest_first(self) -> None:
        for number in range(1, 9):
            OutOfStepRegistry.objects.mark(number)
        for number in (1, 2, 3, 4, 6, 5):
            self.it_fails(number)

        page = self.front_page()

        assert re.findall(r"GET /(\d): 500", page) == ["5", "6", "4", "3", "2"]
        assert '<a href="/admin/items/outofstepregistry/5/change/">5</a>' in page

    def test_shows_items_and_purchases_of_thirty_days(self) -> None:
        kettle = make_item(712, quantity_needed=9)
        make_item(712)
        make_item(712, created_at=now() - timedelta(days=3))
        make_item(712, created_at=now() - timedelta(days=40))
        buy(kettle.pk, {"quantity": 5})

        page = self.front_page()

        assert "<b>Items added</b>: 3, at most 2 a day" in page
        assert "<b>Purchases recorded</b>: 1, at most 1 a day" in page
        assert len(re.findall("<rect ", page)) == 60
        heights = re.findall(r'<rect [^>]*height="([1-9]\d*)"', page)
        assert heights == ["50", "100", "100"]

    def test_the_plot_is_told_in_words_and_numbers(self) -> None:
        make_item(712)
        today = now()

        page = self.front_page()

        assert '<title id="items-added-title">Items added per day</title>' in page
        assert "1 in all, at most 1 a day, 1 today" in page
        row = f'<th scope="row">{today:%-d %b %Y}</th><td>1</td><td>0</td>'
        assert row in page
        assert len(re.findall('<th scope="row">\\d', page)) == 30

    def test_needs_no_script_of_its_own_and_nothing_from_elsewhere(self) -> None:
        page = self.front_page()

        assert not re.search(r"<script(?![^>]* src=)", page)
        assert not re.search(r'(src|href)="(https?:)?//', page)

    def test_in_as_many_queries_whatever_there_is(self) -> None:
        for number in range(1, 31):
            item = Item.objects.add(number, KETTLE)
            buy(item.pk, {"quantity": 1})
            self.it_fails(number)

        # session, person, items, purchases, out of step, failures, recent actions
        with self.assertNumQueries(7):
            self.front_page()

    def test_says_what_is_wrong_with_wordpress(self) -> None:
        self.wordpress.instead["/"] = Says(500, b"<html>")
        assert "not as WordPress&#x27;s REST API does (GET /: 500" in self.front_page()

    def test_errors_are_shown_and_never_rendered(self) -> None:
        OutOfStepRegistry.objects.mark(712)
        marked = OutOfStepRegistry.objects.acquire(712)
        assert marked
        marked.fail("<script>alert(1)</script>", is_over=True)

        page = self.front_page()

        assert "&lt;script&gt;alert(1)" in page
        assert "<script>alert" not in page


class OutageTests(FrontPageMixin, TestCase):
    def test_an_outage_is_said_on_a_page_that_comes_all_the_same(self) -> None:
        make_item(712)
        self.wordpress.stop()
        cache.clear()

        page = self.front_page()

        assert "WordPress is not answering" in page
        assert "<b>Items added</b>: 1, at most 1 a day" in page


class WhoMaySeeItTests(StaffMixin, FakeWordPressMixin, TestCase):
    def is_sent_to_log_in(self) -> bool:
        self.wordpress.requests.clear()
        response = self.staff.get("/admin/")
        sent = response.headers.get("Location", "").startswith("/admin/login/")
        return sent and not self.wordpress.asked("/")

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


class TabIconTests(StaffMixin, FakeWordPressMixin, TestCase):
    def test_every_page_shows_the_icon_of_the_site(self) -> None:
        """Before and after logging in."""
        self.assert_shows_icon("/admin/login/")
        self.log_in()
        self.assert_shows_icon("/admin/")
        self.assert_shows_icon("/admin/items/item/")

    def assert_shows_icon(self, path: str) -> None:
        page = self.staff.get(path).content.decode()
        icons = re.findall(r'<link rel="icon" href="([^"]+)"', page)
        assert len(icons) == 1
        answer = self.staff.get(icons[0])
        assert b"".join(answer) == THEMES_ICON.read_bytes()
