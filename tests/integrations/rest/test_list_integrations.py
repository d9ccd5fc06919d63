"""GET /integration/integrations: the sites that a person may see, page by page."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from integrations.api_keys import issue
from tests.integrations.sites import SitesMixin, connected, make_site
from tests.worlds import Caller

LIST = "/integration/integrations"


class ListIntegrationsTests(SitesMixin, TestCase):
    def page(self, query: str = "", caller: Caller | None = None) -> dict[str, Any]:
        response = (caller or self.eve).get(f"{LIST}{query}")
        assert response.status_code == 200, response.content
        assert response.json()["success"] is True
        return dict(response.json()["data"])

    def names(self, *args: Any) -> list[str]:
        return [row["name"] for row in self.page(*args)["results"]]

    def test_shows_each_with_its_state(self) -> None:
        page = self.page("?limit=1")

        [shop] = page["results"]
        assert page["next"] == shop["id"] == self.integration.pk
        for name in (
            *("connected_at", "heard_at", "checked_at", "last_synced_at"),
            "last_structure_fetch",
        ):
            assert shop.pop(name).endswith("Z")
        assert shop == {
            "id": self.integration.pk,
            "site_id": self.shop.pk,
            "name": "shop",
            "url": "https://shop.example.test",
            "is_active": True,
            "state": "ready",
            "plugin_connection_enabled": True,
            "two_way_sync_enabled": False,
            "disconnected_at": None,
        }

    def test_staff_see_all_and_others_what_they_own(self) -> None:
        assert self.names() == ["shop", "blog"]
        assert self.names("", self.ada) == ["shop"]
        assert self.names("", self.dora) == ["blog"]
        assert self.names("", self.carol) == []

    def test_a_site_that_was_switched_off_is_still_seen(self) -> None:
        make_site("https://off.example.test", is_active=False)

        off = self.page()["results"][-1]

        assert (off["name"], off["is_active"]) == ("off", False)
        assert off["state"] == "not_connected"

    def test_by_state(self) -> None:
        make_site("https://new.example.test")
        ill = make_site("https://ill.example.test")
        issue(ill, created_by=None)
        connected(ill, check_failures=1)

        assert self.names("?state=ready") == ["shop", "blog"]
        assert self.names("?state=not_connected") == ["new"]
        assert self.names("?state=degraded") == ["ill"]
        assert self.names("?state=stale") == []
        assert self.names("?state=not_connected", self.ada) == []

    def test_pages(self) -> None:
        for number in range(3):
            make_site(f"https://site-{number}.example.test")

        names: list[Any] = []
        after: int | None = 0
        while after is not None:
            page = self.page(f"?limit=2&after={after}")
            names += [row["name"] for row in page["results"]]
            assert len(page["results"]) <= 2
            after = page["next"]

        assert names == ["shop", "blog", "site-0", "site-1", "site-2"]
        assert self.page(f"?after={2**63 - 1}") == {"results": [], "next": None}

    def test_one_query_whatever_the_number_of_sites(self) -> None:
        for number in range(20):
            make_site(f"https://site-{number}.example.test")
        self.page()

        with CaptureQueriesContext(connection) as queries:
            assert len(self.names()) == 22

        assert len(queries) == 1

    def test_a_query_that_cannot_be(self) -> None:
        for query, name in (
            ("limit=0", "limit"),
            ("limit=201", "limit"),
            ("limit=x", "limit"),
            ("after=-1", "after"),
            (f"after={2**63}", "after"),
            ("after=1.0", "after"),
            ("state=", "state"),
            ("state=Ready", "state"),
            ("state=1", "state"),
            ("state=%00", "state"),
        ):
            with self.subTest(query):
                response = self.eve.get(f"{LIST}?{query}")

                assert response.status_code == 422
                [error] = response.json()["errors"]
                assert error["loc"] == ["query", name]

    def test_a_key_lists_nothing(self) -> None:
        response = self.by_key.get(LIST)

        assert response.status_code == 403
        assert response.json().keys() == {"success", "error", "detail"}
