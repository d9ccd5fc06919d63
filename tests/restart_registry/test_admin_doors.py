"""Each address of the Django admin, and everybody who may not enter by it."""

from __future__ import annotations

import re
from typing import Any

from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client, TestCase

from items.models import OutOfStepRegistry
from items.purchases import buy
from tests.restart_registry import admin_doors
from tests.restart_registry.admin_doors import (
    CHANGING,
    NOBODYS,
    OPEN,
    PASSWORDS,
    STAFFS,
)
from tests.restart_registry.stored import changed, stored
from tests.staff import StaffMixin
from tests.worlds import FakeWordPressMixin, make_item

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
CLOSED = STAFFS | CHANGING | NOBODYS | PASSWORDS


class AdminDoorTests(StaffMixin, FakeWordPressMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.registry_id = self.wordpress.make_registry()
        self.kettle = make_item(self.registry_id)
        self.lamp = make_item(self.registry_id, name="Lamp", is_active=False)
        self.purchase, _ = buy(self.kettle.pk, {"quantity": 1})
        OutOfStepRegistry.objects.create(registry_id=self.registry_id)
        self.log_in()
        self.wordpress.requests.clear()
        self.before = stored(self.wordpress)

    def assert_unchanged(self) -> None:
        assert changed(self.before, self.wordpress) == []

    def path(self, pattern: str) -> str:
        """With the ids of what is there."""
        is_mark = "outofstepregistry" in pattern
        values: dict[str, Any] = {
            "object_id": self.registry_id if is_mark else self.kettle.pk,
            "item_id": self.kettle.pk,
            "purchase_id": self.purchase.pk,
            "content_type_id": 1,
            "app_label": "items",
            "url": "nowhere/",
        }
        plain = pattern.replace("^", "").replace("$", "")
        parts = r"<\w+:(?P<a>\w+)>|\(\?P<(?P<b>\w+)>[^)]*\)"
        return "/" + re.sub(
            parts, lambda found: str(values[found["a"] or found["b"]]), plain
        )

    def form(self, pattern: str) -> dict[str, Any]:
        """What would do something there."""
        if pattern == admin_doors.ITEM:
            return self.action("delete_softly", self.kettle.pk)
        if pattern == admin_doors.MARK:
            return self.action("sync_now", self.registry_id)
        passwords = {f"new_password{number}": "a new passphrase" for number in (1, 2)}
        item = {"name": "Taken", "url": "https://shop.example/x", "quantity_needed": 9}
        return {"post": "yes", "old_password": "main password", **passwords, **item}

    def action(self, name: str, pk: int) -> dict[str, Any]:
        return {"action": name, "_selected_action": [pk]}

    def knocks(self, client: Client, method: str, pattern: str) -> Any:
        if method == "POST":
            return client.post(self.path(pattern), self.form(pattern))
        return client.generic(method, self.path(pattern))

    def assert_sent_to_log_in(self, client: Client, addresses: set[str]) -> None:
        for pattern in addresses:
            for method in METHODS:
                with self.subTest(f"{method} {pattern}"):
                    answer = self.knocks(client, method, pattern)

                    assert answer.status_code == 302, answer.status_code
                    assert answer.headers["Location"].startswith(
                        "/admin/" if "logout" in pattern else "/admin/login/?next="
                    )
                    self.assert_unchanged()

    def test_each_has_its_place_in_the_table(self) -> None:
        assert admin_doors.addresses() == OPEN | CLOSED
        assert admin_doors.actions() == admin_doors.ACTIONS

    def test_guests_are_sent_to_log_in(self) -> None:
        self.assert_sent_to_log_in(self.browser(), CLOSED)

    def test_so_is_somebody_whose_session_is_no_staffs(self) -> None:
        """As if a session of Ada's had come about; nobody but staff gets one."""
        ada, shadow = self.browser(), User.objects.create(username="ada")
        for method in ("GET", "POST"):
            for pattern in CLOSED:
                with self.subTest(f"{method} {pattern}"):
                    ada.force_login(shadow)  # the session before has ended
                    self.before = stored(self.wordpress)
                    answer = self.knocks(ada, method, pattern)

                    assert answer.status_code == 302
                    self.assert_unchanged()

    def test_staff_may_not_what_is_nobodys(self) -> None:
        for pattern in NOBODYS:
            with self.subTest(pattern):
                answer = self.knocks(self.staff, "POST", pattern)

                assert answer.status_code == 403
                self.assert_unchanged()

    def test_staff_gets_no_password_here(self) -> None:
        answer = self.knocks(self.staff, "POST", "admin/password_change/")

        assert list(answer.context["form"].errors) == ["old_password"]
        self.assert_unchanged()

    def test_nothing_is_done_by_another_sites_form(self) -> None:
        """It has the cookie of Eve's session, but not the token of a page of ours."""
        eve = Client(enforce_csrf_checks=True)
        eve.cookies = self.staff.cookies
        for pattern in OPEN | CLOSED:
            with self.subTest(pattern):
                answer = self.knocks(eve, "POST", pattern)

                assert answer.status_code == 403
                self.assert_unchanged()

    def test_nothing_is_done_by_a_link(self) -> None:
        for pattern in CLOSED:
            with self.subTest(pattern):
                self.staff.get(self.path(pattern), self.form(pattern))

                self.assert_unchanged()

    def test_while_wordpress_cant_say_who_is_staff_nothing_changes(self) -> None:
        self.wordpress.stop()
        cache.clear()
        for pattern in CHANGING:
            assert self.knocks(self.staff, "POST", pattern).status_code == 403
            self.assert_unchanged()
        for name in admin_doors.ACTIONS:
            model, _, action = name.partition(".")
            pk = self.registry_id if model == "outofstepregistry" else self.lamp.pk
            form = self.action(action, pk)
            self.staff.post(f"/admin/items/{model}/", form)
            self.assert_unchanged()
