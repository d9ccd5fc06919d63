"""Tests of who may not: nobody but staff sees a site's page, or does anything there."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.test import TestCase

from integrations.models import ApiKey, SyncEvent
from tests.integrations.admin.staff import SITES, SitePageMixin
from tests.transport import Says

TABS = ("connection/", "content-types/", "content/", "events/", "change/")


class DoorTests(SitePageMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.bridge.set_flags(two_way=True)
        self.post_id = self.bridge.add_post()
        self.follow()
        self.bridge.requests.clear()
        self.forms = {
            "connection/check/": {},
            "connection/keys/": {},
            f"connection/keys/{ApiKey.objects.get().pk}/": {},
            "content-types/sync/": {},
            "content-types/deletions/": {},
            f"content-types/{self.type().pk}/": {"enabled": "no"},
            f"content/{self.item(self.post_id).pk}/": self.change(),
        }

    def change(self) -> dict[str, Any]:
        item = self.item(self.post_id)
        name = "6f0c9f0e-3f5d-4c39-9d0c-5a6c2a1f6c11"
        seen = {"seq": item.seq, "checksum": item.checksum, "key": name}
        return {"title": "Mine", "status": "publish", **seen}

    def nothing_was_done(self) -> None:
        assert self.bridge.requests == []
        assert ApiKey.objects.live().count() == 1
        assert self.type().enabled is True
        assert self.item(self.post_id).title == "A kettle"
        assert not SyncEvent.objects.filter(event_type="change").exists()

    def test_a_guest_and_carol_are_sent_to_the_login(self) -> None:
        carol = self.browser()
        self.log_in("carol", client=carol)

        for client in (self.browser(), carol):
            for tab in TABS:
                response = client.get(self.path(tab))
                assert response.status_code == 302
                assert response.headers["Location"].startswith("/admin/login/")
            for address, form in self.forms.items():
                response = client.post(self.path(address), form)
                assert response.headers["Location"].startswith("/admin/login/")
        self.nothing_was_done()

    def test_a_session_whose_role_is_gone_ends(self) -> None:
        self.wordpress.change_role("eve", "subscriber")
        cache.clear()

        for address, form in self.forms.items():
            assert self.staff.post(self.path(address), form).status_code == 302
        self.nothing_was_done()

    def test_while_wordpress_can_not_tell_staff_only_look(self) -> None:
        cache.clear()
        self.wordpress.instead["/restart-registry/v1/staff"] = Says(503)

        for tab in TABS:
            assert self.staff.get(self.path(tab)).status_code == 200
        for address, form in self.forms.items():
            assert self.staff.post(self.path(address), form).status_code == 403
        assert self.staff.post(f"{SITES}add/", {}).status_code == 403
        self.nothing_was_done()

    def test_a_form_from_elsewhere_is_refused(self) -> None:
        self.staff.handler.enforce_csrf_checks = True
        self.addCleanup(setattr, self.staff.handler, "enforce_csrf_checks", False)

        for address, form in self.forms.items():
            assert self.staff.post(self.path(address), form).status_code == 403
        self.nothing_was_done()

    def test_what_changes_something_takes_no_get(self) -> None:
        for address in self.forms:
            if not address.startswith("content/"):
                assert self.staff.get(self.path(address)).status_code == 405
        self.nothing_was_done()

    def test_a_site_that_is_not_there_is_not_found(self) -> None:
        for tab in TABS[:4]:
            assert self.staff.get(f"{SITES}999/{tab}").status_code == 404
