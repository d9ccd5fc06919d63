"""How often somebody may call; the counts are shared by all processes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

from django.test import RequestFactory, SimpleTestCase, TestCase
from rest_framework.request import Request

from integrations.callers import SiteCaller
from integrations.rest.throttles import (
    CONNECTS,
    READS,
    WRITES,
    CallerThrottle,
    ConnectThrottle,
)
from tests.caches import entries, in_seconds
from tests.integrations.sites import SitesMixin, bearer
from tests.worlds import Caller
from tests.wpauth.test_throttle import on_lambda
from wpauth.throttle import WINDOW

LISTS = "/integration/integrations"
CONNECT = "/integration/connect"


def use_up(user: Any, number: int, method: str) -> None:
    """Count as many requests of this caller, without making them."""
    request = Request(RequestFactory().generic(method, LISTS))
    request.user = user
    for _ in range(number):
        assert CallerThrottle().allow_request(request, None)


class CallerThrottleTests(SitesMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.ada_herself = SimpleNamespace(id=self.wordpress.accounts["ada"].id)

    def status(self, caller: Caller, path: str = LISTS) -> int:
        return caller.get(path).status_code

    def writes(self, caller: Caller) -> int:
        path = f"{self.path}/content-types/post_types/none"
        return caller.patch(path, {"enabled": 1}).status_code

    def test_a_hundred_reads_a_minute(self) -> None:
        use_up(self.ada_herself, READS - 1, "GET")
        assert self.status(self.ada) == 200

        response = self.ada.get(LISTS)

        assert response.status_code == 429
        assert response.headers["Retry-After"] == str(WINDOW)
        assert response.json()["error"] == "Too many requests"
        assert response.json().keys() == {"success", "error", "detail"}
        assert self.status(self.dora) == 200
        with in_seconds(WINDOW + 1):
            assert self.status(self.ada) == 200

    def test_thirty_writes_a_minute(self) -> None:
        use_up(self.ada_herself, WRITES - 1, "PATCH")
        assert self.writes(self.ada) == 422

        assert self.writes(self.ada) == 429
        assert self.status(self.ada) == 200
        assert self.writes(self.dora) == 404

    def test_to_have_a_site_asked_counts_as_a_write(self) -> None:
        use_up(self.ada_herself, WRITES, "POST")

        assert self.status(self.ada, f"{self.path}/status?check=1") == 429
        assert self.status(self.ada, f"{self.path}/status") == 200

    def test_a_site_counts_with_all_its_keys(self) -> None:
        path = f"{self.path}/rotate-key"
        use_up(SiteCaller(self.shop.keys.get()), WRITES - 1, "POST")
        new = bearer(self.by_key.post(path, {}).json()["data"]["api_key"])

        assert new.post(path, {}).status_code == 429
        assert self.status(self.by_blogs_key, LISTS) == 403

    def test_what_the_other_routes_answer_is_not_counted(self) -> None:
        use_up(self.ada_herself, READS, "GET")

        assert self.ada.get("/registries").status_code == 200

    def test_who_is_refused_is_told_so_and_not_to_wait(self) -> None:
        assert {self.status(self.nobody) for _ in range(READS + 1)} == {401}


class WrongKeyTests(SitesMixin, TestCase):
    def wrong(self, prefix: str = "aaaaaaaa", address: str = "127.0.0.1") -> Any:
        caller = bearer(f"rrs_{prefix}_{'a' * 40}")
        caller.client.defaults.update(on_lambda(address))
        return caller.get(LISTS)

    def test_ten_a_minute_with_one_prefix(self) -> None:
        assert {self.wrong().status_code for _ in range(10)} == {401}

        response = self.wrong()

        assert response.status_code == 429
        assert response.headers["Retry-After"] == str(WINDOW)
        assert response.json()["error"] == "Too many requests"
        assert self.wrong("bbbbbbbb").status_code == 401
        assert self.wrong(address="192.0.2.1").status_code == 401

    def test_a_hundred_a_minute_from_one_address(self) -> None:
        for number in range(100):
            assert self.wrong(f"{number:08}").status_code == 401

        assert self.wrong("cccccccc").status_code == 429

    def test_the_right_key_passes_all_the_same(self) -> None:
        prefix = self.key[4:12]
        for _ in range(11):
            last = self.wrong(prefix)

        assert last.status_code == 429
        assert self.by_key.get(f"{self.path}/status").status_code == 200

    def test_malformed_ones_are_not_counted(self) -> None:
        statuses = {bearer("rrs_x").get(LISTS).status_code for _ in range(120)}

        assert statuses == {401}
        assert self.wrong().status_code == 401

    def test_the_cache_knows_no_key(self) -> None:
        self.wrong(self.key[4:12])
        self.by_key.get(f"{self.path}/status")

        known = repr(entries())
        assert self.key[4:12] not in known
        assert "a" * 40 not in known


class ConnectThrottleTests(SitesMixin, TestCase):
    def connect(self, address: str = "127.0.0.1") -> int:
        self.by_key.client.defaults.update(on_lambda(address))
        return self.by_key.post(CONNECT, {}).status_code

    def test_five_a_minute_from_one_address(self) -> None:
        assert {self.connect() for _ in range(CONNECTS)} == {422}

        assert self.connect() == 429
        assert self.connect("192.0.2.1") == 422
        with in_seconds(WINDOW + 1):
            assert self.connect() == 422


class ParallelTests(SimpleTestCase):
    def test_of_many_at_once_each_is_counted(self) -> None:
        """DRF's own throttles lose some of them."""
        request = Request(RequestFactory().post(CONNECT))
        throttle = ConnectThrottle()

        with ThreadPoolExecutor(16) as pool:
            allowed = pool.map(
                lambda _: throttle.allow_request(request, None), range(64)
            )

        assert sum(allowed) == CONNECTS
