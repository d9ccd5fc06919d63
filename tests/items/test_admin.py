"""What support staff see and do."""

from __future__ import annotations

import re
from typing import Any

from django.contrib.admin.models import LogEntry
from django.core.cache import cache
from django.test import TestCase

from items.models import MOST_ACTIVE_ITEMS, Item
from tests.staff import ITEMS, StaffMixin
from tests.wordpress import Says
from tests.worlds import FakeWordPressMixin, make_item


class ListTests(StaffMixin, FakeWordPressMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.log_in()
        self.kettle = make_item(712, price="19.90")
        self.lamp = make_item(713, name="Lamp", url="https://light.example/l")
        chair = {"name": "Old chair", "url": "https://shop.example/chair"}
        self.legacy = make_item(None, is_active=False, **chair)

    def listed(self, query: str) -> list[int]:
        response = self.staff.get(f"{ITEMS}?{query}")
        assert response.status_code == 200, query
        return [item.pk for item in response.context["cl"].result_list]

    def test_lists_every_item_newest_first(self) -> None:
        assert self.listed("") == [self.legacy.pk, self.lamp.pk, self.kettle.pk]

    def test_in_as_many_queries_whatever_the_length(self) -> None:
        for _ in range(30):
            make_item(712)

        with self.assertNumQueries(4):  # session, person, count, page
            self.listed("")

    def test_finds_by_id_registry_name_and_address(self) -> None:
        for words, found in (
            (str(self.kettle.pk), [self.kettle.pk]),
            ("713", [self.lamp.pk]),
            ("kettle", [self.kettle.pk]),
            ("light.example", [self.lamp.pk]),
            ("old+chair", [self.legacy.pk]),
            ("%22Old+chair%22", [self.legacy.pk]),
            ("nothing+like+it", []),
            (str(2**63), []),
            (str(2**70), []),
            ("-1", []),
            ("1.5", []),
            ("%25", []),
            ("%27+OR+1%3D1", []),
            ("%F0%9F%AB%96", []),
            ("x" * 5000, []),
        ):
            with self.subTest(words[:30]):
                assert self.listed(f"q={words}") == found

    def test_filters_are_questions(self) -> None:
        bought = make_item(712, quantity_purchased=1)
        overbought = make_item(712, quantity_purchased=2)
        earning = make_item(
            712, affiliate_url="https://shop.example/x", affiliate_status="active"
        )
        everything = set(self.listed(""))
        for name, yes in (
            ("active", everything - {self.legacy.pk}),
            ("wanted", everything - {bought.pk, overbought.pk}),
            ("affiliate", {earning.pk}),
            ("registry", everything - {self.legacy.pk}),
            ("overbought", {overbought.pk}),
        ):
            with self.subTest(name):
                assert set(self.listed(f"{name}=yes")) == yes
                assert set(self.listed(f"{name}=no")) == everything - yes

    def test_there_is_no_way_to_add_or_delete(self) -> None:
        page = self.staff.get(ITEMS).content.decode()

        assert "delete_selected" not in page
        assert "add/" not in page
        assert self.staff.get(f"{ITEMS}add/").status_code == 403
        assert self.staff.post(f"{ITEMS}add/", {"name": "x"}).status_code == 403
        delete = f"{ITEMS}{self.kettle.pk}/delete/"
        assert self.staff.get(delete).status_code == 403
        assert self.staff.post(delete, {"post": "yes"}).status_code == 403
        form = {
            "action": "delete_selected",
            "_selected_action": [self.kettle.pk],
            "post": "yes",
        }
        self.staff.post(ITEMS, form)
        assert Item.objects.count() == 3

    def test_who_is_not_logged_in_sees_nothing(self) -> None:
        stranger = self.browser()

        for path in ("/admin/", ITEMS, f"{ITEMS}{self.kettle.pk}/change/"):
            response = stranger.get(path)

            assert response.status_code == 302
            assert response.headers["Location"].startswith("/admin/login/")


class FormMixin(StaffMixin, FakeWordPressMixin):
    def form(self, item: Item, **changes: Any) -> dict[str, Any]:
        """Fill the page's form in as a browser does, hidden fields included."""
        page = self.staff.get(f"{ITEMS}{item.pk}/change/")
        assert page.status_code == 200
        form = page.context["adminform"].form
        data: dict[str, Any] = {}
        for bound in form:
            data[bound.html_name] = text(bound.value())
            data[bound.html_initial_name] = text(bound.initial)
        return data | changes

    def save(self, item: Item, **changes: Any) -> Any:
        path = f"{ITEMS}{item.pk}/change/"
        return self.staff.post(path, self.form(item, **changes), follow=True)


class ChangeTests(FormMixin, TestCase):
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

    def test_an_item_that_cannot_be_is_not_there(self) -> None:
        for number in ("999999", str(2**70), "x"):
            response = self.staff.get(f"{ITEMS}{number}/change/", follow=True)

            assert "doesn’t exist" in self.messages(response)

    def test_html_is_shown_and_never_rendered(self) -> None:
        Item.objects.update(name="<script>alert(1)</script>")

        for path in (ITEMS, f"{ITEMS}{self.kettle.pk}/change/"):
            page = self.staff.get(path).content.decode()
            assert not re.search("<script>alert", page)


class ActionTests(StaffMixin, FakeWordPressMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.log_in()
        self.registry_id = self.wordpress.make_registry(status="publish")
        self.kettle, self.lamp = (make_item(self.registry_id) for _ in range(2))
        self.write_order(self.kettle, self.lamp)
        self.wordpress.requests.clear()

    def write_order(self, *items: Item) -> None:
        order = str([item.pk for item in items])
        self.wordpress.set_meta(self.registry_id, "restart_item_ids", order)

    def stored(self) -> str:
        meta = self.wordpress.post(self.registry_id)["meta"]
        return str(meta["restart_item_ids"])

    def act(self, action: str, *items: Item) -> Any:
        ids = [item.pk for item in items]
        form = {"action": action, "_selected_action": ids}
        return self.staff.post(ITEMS, form, follow=True)

    def test_takes_off_and_puts_back_and_tells_wordpress(self) -> None:
        response = self.act("delete_softly", self.kettle)

        assert "1 items taken off" in self.messages(response)
        assert list(Item.objects.active()) == [self.lamp]
        assert self.stored() == f"[{self.lamp.pk}]"
        self.act("restore", self.kettle, self.lamp)
        assert Item.objects.active().count() == 2
        assert self.stored() == f"[{self.lamp.pk},{self.kettle.pk}]"

    def test_with_the_service_account(self) -> None:
        self.act("delete_softly", self.kettle)

        [write] = self.wordpress.writes
        assert write.authorization == self.wordpress.accounts["service"].authorization
        assert write.path == f"/restart-registry/v1/registries/{self.registry_id}/meta"
        assert self.wordpress.post(self.registry_id)["status"] == "publish"

    def test_the_history_says_who(self) -> None:
        self.act("delete_softly", self.kettle)
        self.act("restore", self.kettle)

        eve = self.wordpress.accounts["eve"].id
        entries = LogEntry.objects.order_by("id").values_list("user_id", "object_id")
        assert list(entries) == [(eve, str(self.kettle.pk))] * 2

    def test_an_outage_does_not_undo_it_and_is_said(self) -> None:
        self.wordpress.instead["/wp/v2/restart-registry"] = Says(503)

        response = self.act("delete_softly", self.kettle)

        assert "could not be told" in self.messages(response)
        assert list(Item.objects.active()) == [self.lamp]

    def test_what_is_so_already_is_left(self) -> None:
        self.act("restore", self.kettle, self.lamp)

        assert self.wordpress.writes == []
        assert not LogEntry.objects.exists()

    def test_a_full_registry_takes_no_more_back(self) -> None:
        self.act("delete_softly", self.kettle)
        Item.objects.bulk_create(
            Item(registry_id=self.registry_id, name="x", url="https://shop.example/x")
            for _ in range(MOST_ACTIVE_ITEMS - 1)
        )

        response = self.act("restore", self.kettle)

        assert "room for 500" in self.messages(response)
        self.kettle.refresh_from_db()
        assert not self.kettle.is_active

    def test_a_legacy_row_has_no_registry_to_tell(self) -> None:
        legacy = make_item(None)

        self.act("delete_softly", legacy)

        legacy.refresh_from_db()
        assert not legacy.is_active
        assert self.wordpress.requests == []


class ReadOnlyTests(FormMixin, TestCase):
    """While WordPress can't say that Eve is still an administrator."""

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


def text(value: object) -> str:
    return "" if value is None else str(value)
