"""The two-sided check: what fails first, what to do about it, and what is stored."""

from __future__ import annotations

import pytest
import requests
from django.test import TestCase, override_settings

from integrations.bridge import Bridge
from integrations.connecting.connection import disconnect
from integrations.connecting.two_sided_check import NAMES, check, check_each, store
from integrations.exceptions import NotConnected, SiteError, SiteNotActive
from integrations.models import SyncEvent
from integrations.state import State, state_of
from tests.bridge import BRIDGE, URL
from tests.integrations.connected import ConnectedMixin
from tests.transport import Received, Says
from wpclient.credentials import Credentials

STATUS = f"{BRIDGE}/status"
ANOTHER_KEY = "YW5vdGhlci1rZXktb25seS1mb3ItdGVzdHMtISEhISE="


class TwoSidedCheckTests(ConnectedMixin, TestCase):
    def failure(self) -> tuple[str, str]:
        """Return which check fails and its hint; those before it are fine."""
        *fine, last = check(self.integration)
        assert [one.name for one in [*fine, last]] == list(NAMES[: len(fine) + 1])
        assert all(one.ok and not one.hint for one in fine)
        assert not last.ok
        return last.name, last.hint

    def answer(self, status: int, body: bytes = b"") -> tuple[str, str]:
        self.bridge.instead[STATUS] = Says(status, body)
        return self.failure()

    def test_all_is_well(self) -> None:
        self.bridge.requests.clear()

        checks = check(self.integration)

        assert [one.name for one in checks] == list(NAMES)
        assert all(one.ok for one in checks)
        assert [one.path for one in self.bridge.requests] == [STATUS]
        assert state_of(self.integration) == State.READY

    def test_nothing_answers(self) -> None:
        for failure in (requests.ConnectTimeout(), requests.ReadTimeout()):
            self.bridge.instead[STATUS] = failure
            name, hint = self.failure()
            assert (name, URL in hint) == ("address_answers", True)
        assert self.answer(503)[0] == "address_answers"
        assert state_of(self.integration) == State.DEGRADED

    def test_something_else_answers(self) -> None:
        for status, body in [
            (200, b"<html>Coming soon"),
            (404, b"<html>Not found"),
            (403, b"<html>Firewall"),
            (500, b""),
            (301, b""),
        ]:
            name, hint = self.answer(status, body)
            assert name == "rest_api_answers"
            assert f"{URL}/wp-json/" in hint and str(status) in hint

    def test_the_password_is_refused(self) -> None:
        """A server that drops Authorization looks the same: the hint names both."""
        self.bridge.revoke()
        name, hint = self.failure()

        assert name == "password_accepted"
        assert "revoked" in hint and "Authorization" in hint
        assert state_of(self.integration) == State.REVOKED

    def test_the_password_cannot_be_opened(self) -> None:
        with override_settings(CREDENTIAL_KEYS=[ANOTHER_KEY]):
            name, hint = self.failure()

        assert name == "password_accepted"
        assert "CREDENTIAL_KEYS" in hint
        assert state_of(self.integration) == State.REVOKED

    def test_the_bridge_is_not_active(self) -> None:
        self.bridge.is_active = False
        name, hint = self.failure()

        assert name == "bridge_active"
        assert "isn't active" in hint

    def test_the_account_has_not_the_right(self) -> None:
        assert self.answer(403, b'{"code": "rest_forbidden"}')[0] == "bridge_active"

    def test_the_bridge_fails(self) -> None:
        name, hint = self.answer(500, b'{"code": "internal_server_error"}')
        assert name == "bridge_active"
        assert "error log" in hint

    def test_the_bridge_is_newer(self) -> None:
        name, hint = self.answer(200, b'{"contract": 2, "site_url": 7}')
        assert name == "bridge_active"
        assert "needs an update" in hint

    def test_another_site_answers(self) -> None:
        for url in ("https://www.shop.example.test", "nonsense"):
            self.bridge.site.url = url
            name, hint = self.failure()
            assert name == "same_site"
            assert URL in hint and url in hint
        assert state_of(self.integration) == State.DEGRADED

    def test_it_is_the_same_in_another_spelling(self) -> None:
        self.bridge.site.url = "HTTPS://SHOP.example.test:443/"
        assert check(self.integration)[-1].ok

    def test_what_is_stored(self) -> None:
        before = self.integration
        self.bridge.is_active = False
        check(before)
        check(before)

        after = self.integration
        assert [one["ok"] for one in after.checks] == [True, True, True, False]
        assert after.checks[-1]["name"] == "bridge_active"
        assert after.check_failures == 2
        assert after.checked_at and before.checked_at
        assert after.checked_at > before.checked_at

        self.bridge.is_active = True
        check(before)
        assert self.integration.check_failures == 0
        assert [one["ok"] for one in self.integration.checks] == [True] * 5

    def test_each_one_that_was_asked_for_is_an_event(self) -> None:
        SyncEvent.objects.filter(event_type="check").delete()
        check(self.integration)
        self.bridge.is_active = False
        check(self.integration)

        assert self.events("check") == ["passed", "failed"]
        failed = SyncEvent.objects.filter(event_type="check").latest("pk")
        assert failed.error_message.startswith("bridge_active: ")
        assert failed.duration_ms is not None

    def test_of_those_of_runs_only_news(self) -> None:
        SyncEvent.objects.filter(event_type="check").delete()
        outage = SiteError("GET: 500")
        status = Bridge.of(self.integration).status()
        for answer in (status, status, outage, outage, status):
            store(self.integration, answer)

        assert self.events("check") == ["failed", "passed"]

    def test_what_the_bridge_says_of_itself_is_kept(self) -> None:
        self.bridge.instead[STATUS] = Says(500)
        check(self.integration)
        assert self.integration.config_json["versions"]["bridge"] == "1.0.0"
        assert self.integration.config_json["versions"]["wordpress"] == "6.8.3"

    def test_a_new_version_is_noted(self) -> None:
        self.connect(bridge_version="0.9.0", wordpress_version=None)

        versions = self.integration.config_json["versions"]
        assert versions == {"bridge": "1.0.0", "wordpress": "6.8.3"}

    def test_an_answer_to_a_password_that_was_replaced_meanwhile_is_dropped(
        self,
    ) -> None:
        def connect_again(received: Received) -> None:
            self.bridge.before = lambda received: None
            self.bridge.service = Credentials("restart-bridge", "a new one")
            self.connect()

        self.bridge.before = connect_again
        assert check(self.integration)[-1].name == "password_accepted"

        assert self.integration.check_failures == 0
        assert state_of(self.integration) == State.READY

    def test_there_is_nothing_to_ask(self) -> None:
        integration = self.integration
        self.site.is_active = False
        self.site.save()
        with pytest.raises(SiteNotActive):
            check(integration)
        self.site.is_active = True
        self.site.save()
        disconnect(integration, by=4)
        with pytest.raises(NotConnected):
            check(integration)

        assert list(check_each([integration])) == []
