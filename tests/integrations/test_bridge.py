"""Calls to a site's bridge: its password goes to its address alone, its errors are its own."""

from __future__ import annotations

import json
from typing import Any

import pytest
import requests
from django.db import connection
from django.test import TestCase, TransactionTestCase, override_settings

from integrations.bridge import Bridge, client_for
from integrations.connecting.connection import disconnect
from integrations.exceptions import (
    NotConnected,
    SiteBadAnswer,
    SiteError,
    SiteForbidden,
    SiteHasNone,
    SiteInvalid,
    SiteNotActive,
    SiteNotUnderstood,
    SiteOutdated,
    SiteRefused,
    SiteUnanswered,
    SiteUnavailable,
)
from integrations.models import Kind, SiteIntegration
from integrations.state import State, state_of
from tests.bridge import BRIDGE, URL, FakeBridge
from tests.integrations.connected import ConnectedMixin
from tests.transport import Received, Says
from wpclient.credentials import Credentials
from wpclient.exceptions import WordPressError
from wpclient.slots import site_slot

STATUS = f"{BRIDGE}/status"
ANOTHER_KEY = "YW5vdGhlci1rZXktb25seS1mb3ItdGVzdHMtISEhISE="


class BridgeTests(ConnectedMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.bridge.requests.clear()

    @property
    def ours(self) -> Bridge:
        return Bridge.of(self.integration)

    def test_its_status(self) -> None:
        self.bridge.add_post()

        status = self.ours.status()

        assert (status.contract, status.site_url) == (1, URL)
        assert status.plugin_connection_enabled and not status.two_way_sync_enabled
        assert status.generation == self.bridge.site.generation
        assert status.heads[Kind.POST_TYPE, "post"] > 0
        assert (Kind.TAXONOMY, "category") in status.heads

    def test_its_structure(self) -> None:
        assert set(self.ours.structure()["post_types"]) >= {"post", "page"}

    def test_a_page_of_its_journal(self) -> None:
        post_id = self.bridge.add_post()

        page = self.ours.changes(Kind.POST_TYPE, "post", after=0, limit=7)

        assert [row["id"] for row in page["rows"]] == [post_id]
        assert (page["kind"], page["type"], page["after"]) == ("post_type", "post", 0)
        assert self.bridge.requests[-1].query["limit"] == "7"

    def test_checksums_and_lists_of_a_range(self) -> None:
        post_id = self.bridge.add_post()

        two = self.ours.checksums(Kind.POST_TYPE, "post", first=1, last=100, parts=2)
        [listed] = self.ours.listed(Kind.POST_TYPE, "post", first=1, last=100)

        assert [part["count"] for part in two] == [1, 0]
        assert (listed["id"], listed["seq"]) == (post_id, 1)
        assert two[0]["sum"] == int(listed["checksum"], 16)

    def test_touched_objects_get_a_new_seq(self) -> None:
        post_id = self.bridge.add_post()
        before = self.ours.status().heads

        self.ours.touch(Kind.POST_TYPE, "post", [post_id])

        key = (Kind.POST_TYPE.value, "post")
        assert self.ours.status().heads[key] > before[key]

    def test_a_post_is_changed(self) -> None:
        self.bridge.set_flags(two_way=True)
        post_id = self.bridge.add_post(title="A kettle")
        [listed] = self.ours.listed(Kind.POST_TYPE, "post", first=1, last=100)
        body = {"expected": listed["checksum"], "change": "1", "title": "A new kettle"}

        row = self.ours.change_post(post_id, body)

        assert row["title"] == self.bridge.post(post_id).title == "A new kettle"

    def test_a_conflict_holds_the_row_of_the_site(self) -> None:
        self.bridge.set_flags(two_way=True)
        post_id = self.bridge.add_post(title="A kettle")

        with pytest.raises(SiteOutdated) as caught:
            self.ours.change_post(post_id, {"expected": "00000000", "change": "1"})

        assert caught.value.data["row"]["title"] == "A kettle"

    def test_each_error_is_the_site_s_own(self) -> None:
        """One of WordPress's would be taken for the hub's, and log out who is calling."""
        code = b'{"code": "rest_no_route"}'
        cases: list[tuple[Says | Exception, type[SiteError]]] = [
            (Says(401, b'{"code": "incorrect_password"}'), SiteRefused),
            (Says(401), SiteRefused),
            (Says(403, b'{"code": "rest_forbidden"}'), SiteForbidden),
            (Says(403, b"<html>firewall"), SiteBadAnswer),
            (Says(404, b'{"code": "rest_post_invalid_id"}'), SiteHasNone),
            (Says(404, code), SiteBadAnswer),
            (Says(400, b'{"code": "rest_invalid_param"}'), SiteInvalid),
            (Says(409, b'{"code": "conflict", "data": {"row": 1}}'), SiteOutdated),
            (Says(429), SiteUnavailable),
            (Says(503), SiteUnavailable),
            (Says(500), SiteBadAnswer),
            (Says(200, b"<html>"), SiteBadAnswer),
            (Says(200, b"[]"), SiteNotUnderstood),
            (Says(200, b"{}"), SiteNotUnderstood),
            (Says(200, b" " * 2_000_001), SiteBadAnswer),
            (
                Says(301, b"", {"Location": "https://www.shop.example.test"}),
                SiteBadAnswer,
            ),
            (requests.Timeout(), SiteUnanswered),
            (requests.ConnectionError(), SiteUnanswered),
        ]
        for answer, expected in cases:
            with self.subTest(answer=str(answer)[:60]):
                self.bridge.instead[STATUS] = answer
                with pytest.raises(SiteError) as caught:
                    self.ours.status()
                assert type(caught.value) is expected
                assert not isinstance(caught.value, WordPressError)

    def test_what_an_error_holds(self) -> None:
        invalid = b'{"code": "rest_invalid_param"}'
        self.bridge.instead[STATUS] = Says(400, invalid)
        with pytest.raises(SiteInvalid) as mistake:
            self.ours.status()
        self.bridge.instead[STATUS] = Says(503, b"", {"Retry-After": "77"})
        with pytest.raises(SiteUnavailable) as outage:
            self.ours.status()
        self.bridge.instead[STATUS] = Says(404, b'{"code": "rest_no_route"}')
        with pytest.raises(SiteBadAnswer) as answer:
            self.ours.status()

        assert mistake.value.code == "rest_invalid_param"
        assert outage.value.retry_after == 77
        assert answer.value.code == "rest_no_route"
        for caught in (mistake, outage, answer):
            assert self.bridge.service.password not in repr(caught.value)

    def test_answers_of_another_shape(self) -> None:
        self.bridge.instead[""] = Says(200, b'"text"')
        for call in (
            self.ours.structure,
            lambda: self.ours.changes(Kind.POST_TYPE, "post", after=0, limit=1),
            lambda: self.ours.checksums(
                Kind.POST_TYPE, "post", first=1, last=2, parts=1
            ),
            lambda: self.ours.listed(Kind.POST_TYPE, "post", first=1, last=2),
        ):
            with pytest.raises(SiteBadAnswer):
                call()

    def test_statuses_that_are_none(self) -> None:
        whole: dict[str, Any] = {
            "contract": 1,
            "site_url": URL,
            "bridge_version": "1.0.0",
            "wordpress_version": "6.8.3",
            "plugin_connection_enabled": True,
            "two_way_sync_enabled": False,
            "generation": "g",
            "journal_gap": None,
            "heads": {"post_type": {"post": 1}, "taxonomy": []},
        }
        self.bridge.site.generation = "g"
        self.say(whole)
        assert self.ours.status().heads == {("post_type", "post"): 1}
        for name, value in [
            ("contract", 2),
            ("contract", True),
            ("contract", "1"),
            ("site_url", None),
            ("bridge_version", 1),
            ("wordpress_version", "6" * 201),
            ("plugin_connection_enabled", 1),
            ("two_way_sync_enabled", "no"),
            ("generation", "g" * 65),
            ("journal_gap", True),
            ("heads", []),
            ("heads", {"post_type": {}}),
            ("heads", {"post_type": {"post": -1}, "taxonomy": {}}),
            ("heads", {"post_type": {"post": 2**63}, "taxonomy": {}}),
            ("heads", {"post_type": {"post": True}, "taxonomy": {}}),
        ]:
            with self.subTest(name, value=value):
                self.say({**whole, name: value})
                with pytest.raises(SiteNotUnderstood):
                    self.ours.status()

    def say(self, data: Any) -> None:
        self.bridge.instead[STATUS] = Says(200, json.dumps(data).encode())

    def test_one_client_for_an_address(self) -> None:
        assert client_for(URL) is client_for(URL)
        assert client_for(URL) is not client_for("https://blog.example.test")
        assert client_for(URL).max_bytes == 2_000_000

    def test_sites_that_hang_take_no_slot_of_the_hub_s(self) -> None:
        assert client_for(URL).slot is site_slot

    def test_the_oldest_clients_are_let_go(self) -> None:
        first = client_for(URL)
        for number in range(100):
            client_for(f"https://shop-{number}.example.test")

        assert client_for(URL) is not first

    def test_a_cookie_of_the_site_is_never_sent_back(self) -> None:
        self.bridge.cookie = "session=1; Path=/"

        self.ours.status()
        self.ours.status()

        assert "Cookie" not in self.bridge.requests[-1].headers

    # Whose password goes where

    def test_the_password_of_the_site_is_sent(self) -> None:
        self.ours.status()

        assert (
            self.bridge.requests[0].authorization == self.bridge.service.authorization
        )

    def test_a_site_that_moved_gets_no_password(self) -> None:
        before = self.ours
        moved = FakeBridge("https://evil.example.test")
        client_for(moved.url).session.mount(moved.url, moved)

        self.site.url = moved.url
        self.site.save()

        with pytest.raises(NotConnected):
            before.status()
        assert self.integration.credentials is None
        assert moved.requests == self.bridge.requests == []

    def test_a_disconnected_site_is_not_called(self) -> None:
        before = self.ours
        disconnect(self.integration, by=None)

        with pytest.raises(NotConnected):
            before.status()
        assert self.bridge.requests == []

    def test_a_site_that_is_switched_off_is_not_called(self) -> None:
        self.site.is_active = False
        self.site.save()

        with pytest.raises(SiteNotActive):
            self.ours.status()
        assert self.bridge.requests == []

    def test_a_refusal_is_noted_until_the_password_counts_again(self) -> None:
        password = self.bridge.service
        self.bridge.revoke()
        for _ in range(2):
            with pytest.raises(SiteRefused):
                self.ours.status()
        assert state_of(self.integration) == State.REVOKED

        self.bridge.service = password
        self.ours.status()

        assert state_of(self.integration) == State.READY

    def test_a_password_that_came_meanwhile_is_not_taken_for_refused(self) -> None:
        def connect_again(received: Received) -> None:
            self.bridge.before = lambda received: None
            self.bridge.service = Credentials("restart-bridge", "a new one")
            self.connect()

        self.bridge.before = connect_again
        with pytest.raises(SiteRefused):
            self.ours.status()

        assert self.integration.refused_at is None

    def test_a_password_that_cannot_be_opened_is_revoked_and_no_500(self) -> None:
        with override_settings(CREDENTIAL_KEYS=[ANOTHER_KEY]):
            with pytest.raises(SiteRefused):
                self.ours.status()
            assert state_of(self.integration) == State.REVOKED
        SiteIntegration.objects.update(credentials="no token at all, ä")
        with pytest.raises(SiteRefused):
            self.ours.status()

        assert self.bridge.requests == []


class NoTransactionTests(ConnectedMixin, TransactionTestCase):
    def test_no_transaction_is_open_during_a_call(self) -> None:
        open_ones: list[bool] = []
        self.bridge.before = lambda received: open_ones.append(
            connection.in_atomic_block
        )
        ours = Bridge.of(self.integration)

        self.connect()
        ours.status()
        ours.structure()
        ours.changes(Kind.POST_TYPE, "post", after=0, limit=1)

        assert open_ones == [False] * 4
