"""Tests of the tab Connection of a site's page."""

from __future__ import annotations

import re

from django.test import TestCase

from integrations.api_keys import find_live
from integrations.models import ApiKey
from tests.integrations.admin.staff import SitePageMixin, text_of


class ConnectionTabTests(SitePageMixin, TestCase):
    def test_it_says_how_the_connection_is(self) -> None:
        self.follow()

        page = self.page("connection/")

        assert "<b>Ready</b>" in page
        assert page.count("✓") == 5
        assert f"{self.key[4:12]}…" in page
        assert self.key not in page

    def test_check_now_asks_the_site(self) -> None:
        self.bridge.revoke()

        response = self.post("connection/check/")

        assert "The password is accepted: no." in self.messages(response)
        page = text_of(response)
        assert "<b>Revoked</b>" in page
        assert "✗" in page

    def test_a_new_key_is_shown_once(self) -> None:
        response = self.staff.post(self.path("connection/keys/"))

        found = re.search(r"rrs_\w{8}_\w{40}", response.content.decode())
        assert found
        assert find_live(found[0])
        assert "no-store" in response.headers["Cache-Control"]
        assert found[0] not in self.page("connection/")
        assert ApiKey.objects.get(prefix=found[0][4:12]).created_by == (
            self.wordpress.accounts["eve"].id
        )

    def test_a_key_is_revoked_at_once(self) -> None:
        key = ApiKey.objects.get()

        self.post(f"connection/keys/{key.pk}/")

        assert find_live(self.key) is None

    def test_the_key_of_another_site_is_not_found(self) -> None:
        response = self.post("connection/keys/999/")

        assert response.status_code == 404
        assert find_live(self.key)
