"""What support staff see of purchases, and how they undo one."""

from __future__ import annotations

import re
from typing import Any

from django.contrib.admin.models import LogEntry
from django.core.cache import cache
from django.test import Client, TestCase

from items.admin.purchases import PER_PAGE
from items.models import Item, Purchase
from items.purchases import buy
from tests.staff import ITEMS, FormMixin
from tests.worlds import FakeWordPressMixin, make_item

BOB = {
    "purchaser_name": "Bob Kahn",
    "purchaser_email": "bob@example.test",
    "note": "With love",
}


class PurchasesTests(FormMixin, FakeWordPressMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.log_in()
        registry_id = self.wordpress.make_registry()
        self.kettle = make_item(registry_id, quantity_needed=5)
        self.purchase, _ = buy(self.kettle.pk, {"quantity": 2, **BOB})

    def page(self, query: str = "") -> str:
        response = self.staff.get(f"{ITEMS}{self.kettle.pk}/change/{query}")
        assert response.status_code == 200
        return response.content.decode()

    def undo_path(self, purchase: Purchase | None = None) -> str:
        number = (purchase or self.purchase).pk
        return f"{ITEMS}{self.kettle.pk}/purchases/{number}/undo/"

    def undo(self, purchase: Purchase | None = None) -> Any:
        return self.staff.post(self.undo_path(purchase), follow=True)

    def bought(self) -> int:
        return Item.objects.get(pk=self.kettle.pk).quantity_purchased

    def test_stand_under_their_item(self) -> None:
        page = self.page()

        for text in (*BOB.values(), self.undo_path()):
            assert text in page
        lamp = make_item(self.kettle.registry_id)
        other = self.staff.get(f"{ITEMS}{lamp.pk}/change/").content.decode()
        assert "Nobody has recorded a purchase" in other
        assert "Bob Kahn" not in other

    def test_one_is_undone_after_a_question(self) -> None:
        question = self.staff.get(self.undo_path()).content.decode()
        assert "Undo this purchase?" in question
        assert "0 of 5 are bought" in question
        assert self.bought() == 2

        response = self.undo()

        assert response.redirect_chain == [(f"{ITEMS}{self.kettle.pk}/change/", 302)]
        assert "Now 0 of 5 are bought" in self.messages(response)
        assert self.bought() == 0
        assert self.eve.get(f"/items/{self.kettle.pk}/purchases").json() == []

    def test_one_that_was_undone_says_when_and_offers_nothing(self) -> None:
        page = self.undo().content.decode()

        assert "Undone on" in page
        assert "<em>not kept</em>" in page
        for gone in (self.undo_path(), *BOB.values()):
            assert gone not in page

    def test_the_second_undo_is_told_so_kindly(self) -> None:
        self.undo()

        for again in (self.undo(), self.staff.get(self.undo_path(), follow=True)):
            assert "was undone already, on" in self.messages(again)
        assert self.bought() == 0
        assert LogEntry.objects.count() == 1

    def test_so_is_who_was_overtaken_after_the_question(self) -> None:
        self.staff.get(self.undo_path())
        path = f"/items/{self.kettle.pk}/purchases/{self.purchase.pk}"
        assert self.ada.delete(path).status_code == 204

        assert "was undone already, on" in self.messages(self.undo())
        assert self.bought() == 0

    def test_the_items_history_says_who_and_names_no_buyer(self) -> None:
        self.undo()

        entry = LogEntry.objects.get()
        assert entry.user_id == self.wordpress.accounts["eve"].id
        assert entry.get_change_message() == f"Undid purchase {self.purchase.pk}, of 2."
        history = self.staff.get(f"{ITEMS}{self.kettle.pk}/history/").content.decode()
        assert f"Undid purchase {self.purchase.pk}" in history
        assert "Bob" not in history

    def test_an_anonymous_buyer_is_nobody_to_staff_as_well(self) -> None:
        Purchase.objects.all().delete()
        fields = {"quantity": 2, "is_anonymous": True, **BOB}
        purchase, _ = buy(self.kettle.pk, fields)

        for page in (
            self.page(),
            self.staff.get(self.undo_path(purchase)).content.decode(),
            self.undo(purchase).content.decode(),
        ):
            assert "anonymous" in page
            for text in BOB.values():
                assert text not in page

    def test_an_address_is_shown_where_buyers_are_looked_up_and_nowhere_else(
        self,
    ) -> None:
        for path in (
            self.undo_path(),
            ITEMS,
            f"{ITEMS}?q=bob",
            f"{ITEMS}export/",
            f"{ITEMS}{self.kettle.pk}/history/",
            "/admin/",
        ):
            assert b"bob@" not in self.staff.get(path).content, path

    def test_only_of_its_own_item(self) -> None:
        lamp = make_item(self.kettle.registry_id)
        for path in (
            f"{ITEMS}{lamp.pk}/purchases/{self.purchase.pk}/undo/",
            f"{ITEMS}{self.kettle.pk}/purchases/999999/undo/",
            f"{ITEMS}{self.kettle.pk}/purchases/{2**70}/undo/",
        ):
            response = self.staff.post(path, follow=True)

            assert "There is no purchase" in self.messages(response)
        response = self.staff.post(f"{ITEMS}999999/purchases/1/undo/", follow=True)
        assert "doesn’t exist" in self.messages(response)
        assert self.bought() == 2

    def test_html_is_shown_and_never_rendered(self) -> None:
        Purchase.objects.update(purchaser_name="<script>alert(1)", note="<b>x\ny")

        page = self.page() + self.staff.get(self.undo_path()).content.decode()

        assert not re.search("<script>alert|<b>x", page)
        assert "&lt;b&gt;x<br>y" in page

    def test_come_by_pages_in_as_many_queries_however_many(self) -> None:
        for _ in range(PER_PAGE):
            Purchase.objects.create(item=self.kettle, quantity=1)

        with self.assertNumQueries(5):  # session, person, item, count, page
            newest = self.page()
        oldest = self.page("?purchases=2")
        assert "Page 1 of 2, 21 purchases" in newest
        assert self.undo_path() not in newest
        assert self.undo_path() in oldest
        assert self.undo_path() in self.page("?purchases=nonsense&purchases=99")

    def test_do_not_disturb_the_items_form(self) -> None:
        """It doesn't matter how many there are, though Django takes at most 1,000 fields."""
        for _ in range(1000):
            Purchase.objects.create(item=self.kettle, quantity=1)

        self.save(self.kettle, name="Pot")

        self.kettle.refresh_from_db()
        assert self.kettle.name == "Pot"


class WhoMayUndoTests(FormMixin, FakeWordPressMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.kettle = make_item(self.wordpress.make_registry())
        purchase, _ = buy(self.kettle.pk, {"quantity": 1})
        self.path = f"{ITEMS}{self.kettle.pk}/purchases/{purchase.pk}/undo/"

    def is_bought(self) -> bool:
        return Purchase.objects.live().exists() and bool(
            Item.objects.filter(quantity_purchased=1)
        )

    def is_sent_to_log_in(self) -> bool:
        answers = [self.staff.get(self.path), self.staff.post(self.path)]
        return all(
            answer.status_code == 302
            and answer.headers["Location"].startswith("/admin/login/")
            for answer in answers
        )

    def test_nobody_is_sent_to_log_in(self) -> None:
        assert self.is_sent_to_log_in()
        assert self.is_bought()

    def test_so_is_who_is_no_administrator_owner_or_not(self) -> None:
        for name in ("ada", "bob", "carol"):
            self.log_in(name)

            assert self.is_sent_to_log_in()
        assert self.is_bought()

    def test_and_who_no_longer_is_one(self) -> None:
        self.log_in("eve")
        self.wordpress.change_role("eve", "subscriber")
        cache.clear()

        assert self.is_sent_to_log_in()
        assert self.is_bought()

    def test_nobody_while_wordpress_is_away(self) -> None:
        self.log_in("eve")
        self.wordpress.stop()
        cache.clear()

        assert self.staff.get(self.path).status_code == 403
        assert self.staff.post(self.path).status_code == 403
        page = self.staff.get(f"{ITEMS}{self.kettle.pk}/change/")
        assert page.status_code == 200
        assert self.path not in page.content.decode()
        assert self.is_bought()

    def test_nobody_from_another_site(self) -> None:
        browser = Client(enforce_csrf_checks=True)
        self.log_in("eve")
        browser.cookies = self.staff.cookies

        assert browser.get(self.path).status_code == 200
        assert browser.post(self.path).status_code == 403
        assert self.is_bought()

    def test_a_link_alone_undoes_nothing(self) -> None:
        self.log_in("eve")

        self.staff.get(self.path)
        self.staff.head(self.path)

        assert self.is_bought()
