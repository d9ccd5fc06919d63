"""What support staff change in one item."""

from __future__ import annotations

import re

from django.contrib.admin.models import LogEntry
from django.core.cache import cache
from django.test import TestCase

from items.models import Item
from tests.staff import ITEMS, FormMixin
from tests.worlds import FakeWordPressMixin, make_item


class ChangeTests(FormMixin, FakeWordPressMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.log_in()
        self.kettle = make_item(self.wordpress.make_registry(), quantity_needed=3)

    def test_changes_the_affiliate_link(self) -> None:
        link = "https://shop.example/kettle?tag=x"

        self.save(self.kettle, affiliate_url=link, affiliate_status="active")

        self.kettle.refresh_from_db()
        assert self.kettle.affiliate_url == link
        assert self.kettle.affiliate_status == "active"
        assert (
            self.eve.get(f"/items/{self.kettle.pk}").json()["data"]["affiliate_url"]
            == link
        )

    def test_the_history_says_who_changed_what(self) -> None:
        self.save(self.kettle, name="Pot")

        entry = LogEntry.objects.get()
        assert entry.user_id == self.wordpress.accounts["eve"].id
        assert "Name" in entry.get_change_message()
        history = self.staff.get(f"{ITEMS}{self.kettle.pk}/history/")
        assert b"eve (WordPress" in history.content

    def test_an_emptied_text_is_stored_null(self) -> None:
        Item.objects.update(description="steel", price="19.90")
        self.kettle.refresh_from_db()

        self.save(self.kettle, description="", price="")

        self.kettle.refresh_from_db()
        assert (self.kettle.description, self.kettle.price) == (None, None)

    def test_nothing_is_trimmed(self) -> None:
        self.save(self.kettle, name="  Pot ")

        self.kettle.refresh_from_db()
        assert self.kettle.name == "  Pot "

    def test_refuses_what_the_api_refuses(self) -> None:
        Item.objects.update(quantity_purchased=2)
        self.kettle.refresh_from_db()
        before = Item.objects.values().get()
        for name, value in (
            ("name", ""),
            ("name", "x" * 101),
            ("url", "javascript:alert(1)"),
            ("affiliate_url", "javascript:alert(1)"),
            ("affiliate_status", "rich"),
            ("price", "0"),
            ("price", "Infinity"),
            ("price", "1e400"),
            ("quantity_needed", "0"),
            ("quantity_needed", "1"),
            ("description", "bell\x07"),
        ):
            with self.subTest(name, value=value):
                response = self.save(self.kettle, **{name: value})

                assert response.context["errors"]
        assert Item.objects.values().get() == before

    def test_what_the_api_wrote_meanwhile_stays(self) -> None:
        form = self.form(self.kettle, name="Pot")
        self.ada.patch(f"/items/{self.kettle.pk}", {"notes": "red", "price": 5})

        self.staff.post(f"{ITEMS}{self.kettle.pk}/change/", form)

        self.kettle.refresh_from_db()
        assert (self.kettle.name, self.kettle.notes) == ("Pot", "red")
        assert str(self.kettle.price) == "5.00"

    def test_some_fields_cannot_be_changed_here(self) -> None:
        before = Item.objects.values().get()

        self.save(
            self.kettle,
            registry_id="5",
            quantity_purchased="3",
            is_active="",
            id="9",
        )

        assert Item.objects.values().get() == before

    def test_a_legacy_row_can_be_changed(self) -> None:
        legacy = make_item(None)

        self.save(legacy, name="Chair")

        legacy.refresh_from_db()
        assert (legacy.name, legacy.registry_id) == ("Chair", None)

    def test_an_item_from_before_addresses_can_be_changed(self) -> None:
        old = make_item(712, url="")

        self.save(old, name="Chair")

        old.refresh_from_db()
        assert (old.name, old.url) == ("Chair", "")

    def test_an_address_that_is_there_cannot_be_taken_away(self) -> None:
        response = self.save(self.kettle, url="")

        assert response.context["errors"]

    def test_links_to_its_registry_in_wordpress_and_to_its_items(self) -> None:
        page = self.staff.get(f"{ITEMS}{self.kettle.pk}/change/").content.decode()

        number = self.kettle.registry_id
        address = (
            f"http://wordpress.test/wp-admin/post.php?post={number}&amp;action=edit"
        )
        assert f'href="{address}"' in page
        assert f'href="{ITEMS}?registry_id={number}"' in page

    def test_a_legacy_row_has_no_registry_to_link_to(self) -> None:
        legacy = make_item(None)

        page = self.staff.get(f"{ITEMS}{legacy.pk}/change/").content.decode()

        assert "wp-admin" not in page

    def test_an_item_that_cannot_be_is_not_there(self) -> None:
        for number in ("999999", str(2**70), "x"):
            response = self.staff.get(f"{ITEMS}{number}/change/", follow=True)

            assert "doesn’t exist" in self.messages(response)

    def test_html_is_shown_and_never_rendered(self) -> None:
        Item.objects.update(name="<script>alert(1)</script>")

        for path in (ITEMS, f"{ITEMS}{self.kettle.pk}/change/"):
            page = self.staff.get(path).content.decode()
            assert not re.search("<script>alert", page)


class ReadOnlyTests(FormMixin, FakeWordPressMixin, TestCase):
    """WordPress can't say now whether Eve is still an administrator."""

    def setUp(self) -> None:
        super().setUp()
        self.log_in()
        self.kettle = make_item(self.wordpress.make_registry())
        self.filled = self.form(self.kettle, name="Pot")
        self.wordpress.stop()
        cache.clear()

    def test_everything_can_be_looked_at(self) -> None:
        for path in ("/admin/", ITEMS, f"{ITEMS}{self.kettle.pk}/change/"):
            assert self.staff.get(path).status_code == 200

    def test_nothing_can_be_changed(self) -> None:
        before = Item.objects.values().get()
        action = {"action": "delete_softly", "_selected_action": [self.kettle.pk]}

        change = self.staff.post(f"{ITEMS}{self.kettle.pk}/change/", self.filled)
        self.staff.post(ITEMS, action)

        assert change.status_code == 403
        assert Item.objects.values().get() == before
        assert self.wordpress.writes == []
        assert not LogEntry.objects.exists()

    def test_it_ends_with_the_outage(self) -> None:
        self.staff.get("/admin/")
        self.wordpress.start()
        cache.clear()

        self.save(self.kettle, name="Pot")

        self.kettle.refresh_from_db()
        assert self.kettle.name == "Pot"
