"""Who may do what: each cell of the table, for two sites of two owners."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from django.core.cache import cache
from django.db import transaction
from django.test import TestCase

from integrations.models import Site, SiteIntegration
from tests.bridge import FakeBridge
from tests.integrations.connected import introduction, structure_as_sent
from tests.integrations.sites import SitesMixin, bearer, make_content
from tests.worlds import Caller

ONE = "/integration/integrations/{}"
TYPE = f"{ONE}/content-types/post_types/post"
STAFF, OWNER, ITS_KEY = "staff", "owner", "its key"
OTHERS = ("other key", "other owner", "other person")
NOBODY, DEAD_KEY = "nobody", "dead key"
EVERYBODY = (STAFF, OWNER, ITS_KEY, *OTHERS, NOBODY, DEAD_KEY)


class Cell(NamedTuple):
    method: str
    path: str
    staff: int
    owner: int
    its_key: int
    others: int = 404

    def status_for(self, who: str) -> int:
        known = {STAFF: self.staff, OWNER: self.owner, ITS_KEY: self.its_key}
        return known.get(who, self.others if who in OTHERS else 401)


TABLE = [
    Cell("POST", f"{ONE}/update-structure", 403, 403, 200),
    Cell("POST", f"{ONE}/rotate-key", 403, 403, 200),
    Cell("GET", f"{ONE}/content-types", 200, 200, 200),
    Cell("GET", f"{ONE}/status", 200, 200, 200),
    Cell("POST", f"{ONE}/disconnect", 200, 200, 200),
    Cell("GET", f"{ONE}/status?check=1", 200, 200, 403),
    Cell("PATCH", TYPE, 200, 200, 403),
    Cell("POST", f"{ONE}/sync", 200, 200, 403),
]


class RolesTests(SitesMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.dead = bearer(f"rrs_{'a' * 8}_{'b' * 40}")
        for integration in (self.integration, self.blogs_integration):
            make_content(integration, 1)

    def callers(self, *, of_the_shop: bool) -> dict[str, Caller]:
        owners, keys = [self.ada, self.dora], [self.by_key, self.by_blogs_key]
        mine = 0 if of_the_shop else 1
        return {
            STAFF: self.eve,
            OWNER: owners[mine],
            ITS_KEY: keys[mine],
            "other key": keys[1 - mine],
            "other owner": owners[1 - mine],
            "other person": self.carol,
            NOBODY: self.nobody,
            DEAD_KEY: self.dead,
        }

    def send(self, caller: Caller, cell: Cell, number: int, bridge: FakeBridge) -> Any:
        """Send it, and take back what it did."""
        bodies = {"update-structure": structure_as_sent(site_url=bridge.url)}
        bodies["post"] = {"enabled": False}
        body = bodies.get(cell.path.rpartition("/")[2], {})
        cache.clear()
        undo = transaction.savepoint()
        response = caller.send(cell.method, cell.path.format(number), body)
        transaction.savepoint_rollback(undo)
        return response

    def test_every_cell(self) -> None:
        sites = (
            (self.integration, self.bridge),
            (self.blogs_integration, self.blogs_bridge),
        )
        for integration, bridge in sites:
            callers = self.callers(of_the_shop=bridge is self.bridge)
            assert tuple(callers) == EVERYBODY
            for cell in TABLE:
                for who, caller in callers.items():
                    with self.subTest(f"{cell.method} {cell.path}", who=who):
                        response = self.send(caller, cell, integration.pk, bridge)

                        assert response.status_code == cell.status_for(who)
                        assert response.json()["success"] is (
                            response.status_code == 200
                        )

    def test_connect(self) -> None:
        """It names no integration: each key is that of its own site."""
        bodies = {
            name: introduction(bridge, email=site.email)
            for name, bridge, site in (
                ("shop", self.bridge, self.shop),
                ("blog", self.blogs_bridge, self.blog),
            )
        }
        for who, caller in self.callers(of_the_shop=True).items():
            with self.subTest(who):
                cache.clear()
                own = "blog" if who == "other key" else "shop"
                response = caller.post("/integration/connect", bodies[own])

                is_key = who in (ITS_KEY, "other key")
                expected = 200 if is_key else 401 if who in (NOBODY, DEAD_KEY) else 403
                assert response.status_code == expected

    def test_a_key_and_another_sites_e_mail_address(self) -> None:
        body = introduction(self.bridge, email=self.shop.email)

        response = self.by_blogs_key.post("/integration/connect", body)

        assert response.status_code == 401
        assert self.bridge.requests == []

    def test_the_lists(self) -> None:
        shop, blog = "shop", "blog"
        expected = {
            STAFF: [shop, blog],
            OWNER: [shop],
            "other owner": [blog],
            "other person": [],
        }
        for who, caller in self.callers(of_the_shop=True).items():
            with self.subTest(who):
                sites = caller.get("/integration/integrations")
                content = caller.get("/integration/content")

                if who not in expected:
                    status = 401 if who in (NOBODY, DEAD_KEY) else 403
                    assert sites.status_code == content.status_code == status
                    continue
                rows = sites.json()["data"]["results"]
                assert [row["name"] for row in rows] == expected[who]
                seen = {
                    row["integration_id"] for row in content.json()["data"]["results"]
                }
                assert seen == {row["id"] for row in rows}

    def test_an_owner_who_is_no_more(self) -> None:
        Site.objects.filter(pk=self.shop.pk).update(owner_id=None)

        response = self.ada.get(f"{ONE.format(self.integration.pk)}/status")

        assert response.status_code == 404

    def test_a_foreign_id_is_answered_as_one_that_does_not_exist(self) -> None:
        missing = SiteIntegration.objects.latest("pk").pk + 1000
        callers = self.callers(of_the_shop=True)
        for cell in TABLE:
            for who in OTHERS:
                with self.subTest(f"{cell.method} {cell.path}", who=who):
                    foreign, unknown = (
                        self.send(callers[who], cell, number, self.bridge)
                        for number in (self.integration.pk, missing)
                    )

                    assert foreign.status_code == unknown.status_code == 404
                    assert foreign.content == unknown.content
                    assert without_id(foreign) == without_id(unknown)
                    assert foreign.json()["error"] == "Integration not found"

    def test_so_are_ids_that_cannot_be(self) -> None:
        for number in ("0", "-1", "x", "1.0", "%00", str(2**63), "9" * 500):
            for caller, status in (
                (self.eve, 404),
                (self.by_key, 404),
                (self.nobody, 401),
            ):
                path = f"/integration/integrations/{number}/status"
                assert caller.get(path).status_code == status, number


def without_id(response: Any) -> dict[str, str]:
    headers = dict(response.headers)
    assert re.fullmatch("[0-9a-f]{32}", headers.pop("X-Request-ID"))
    return headers
