"""A site connects and disconnects: every branch, what is stored, and which event."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
import requests
from django.test import TestCase, override_settings

from integrations.api_keys import find_live, issue, revoke_all
from integrations.bridge import client_for
from integrations.callers import SiteCaller
from integrations.connecting.adding import add_site
from integrations.connecting.connection import connect, disconnect
from integrations.credentials import NoKeys, unseal
from integrations.exceptions import (
    FailedToConnect,
    NotConnected,
    SiteNotActive,
    SiteNotFound,
)
from integrations.models import ApiKey, Site, SiteIntegration, SyncEvent
from integrations.state import State, state_of
from tests.bridge import URL, FakeBridge
from tests.databases import Database
from tests.integrations.concurrency import all_at_once
from tests.integrations.connected import EMAIL, SiteMixin, introduction
from tests.stress import rounds
from tests.transport import Received, Says
from wpclient.credentials import Credentials


class ConnectTests(SiteMixin, TestCase):
    def opened(self) -> Credentials:
        token = self.integration.credentials
        assert token
        return unseal(token)

    def test_all_is_well(self) -> None:
        connected = self.connect()

        assert connected.integration == self.integration
        assert all(check.ok for check in connected.checks)
        assert len(connected.checks) == 5
        assert self.opened() == self.bridge.service
        assert state_of(self.integration) == State.CONNECTED
        assert self.integration.authenticating_since is None
        assert self.integration.next_sync_at is not None
        versions = self.integration.config_json["versions"]
        assert versions == {"bridge": "1.0.0", "wordpress": "6.8.3"}
        assert self.events("connect") == ["connected"]

    def test_while_the_site_is_asked_it_is_authenticating(self) -> None:
        states: list[State] = []
        self.bridge.before = lambda received: states.append(state_of(self.integration))

        self.connect()

        assert states == [State.AUTHENTICATING]

    def test_again_gives_the_same_ids_and_new_credentials(self) -> None:
        first = self.connect()
        self.push()
        self.bridge.service = Credentials("restart-bridge", "a new password")

        second = self.connect()

        assert second.integration.pk == first.integration.pk
        assert self.opened() == self.bridge.service
        assert state_of(self.integration) == State.READY

    def test_the_password_goes_to_the_registered_address_only(self) -> None:
        evil = FakeBridge("https://evil.example.test")
        with pytest.raises(SiteNotFound):
            self.connect(site_url=evil.url)

        assert self.bridge.requests == evil.requests == []

    def test_the_e_mail_address_is_another(self) -> None:
        for email in ("bob@shop.example.test", "", f"x{EMAIL}"):
            with pytest.raises(FailedToConnect):
                self.connect(email=email)

        self.assert_nothing_stored()
        assert self.events("connect") == ["refused"] * 3

    def test_its_spelling_does_not_matter(self) -> None:
        self.connect(email=f" {EMAIL.upper()} ")
        assert self.integration.credentials

    def test_one_answer_for_all_causes(self) -> None:
        with pytest.raises(FailedToConnect) as by_email:
            self.connect(email="bob@shop.example.test")
        caller = self.caller()
        revoke_all(self.site)
        with pytest.raises(FailedToConnect) as by_key:
            connect(caller, introduction(self.bridge))

        assert str(by_email.value) == str(by_key.value)
        reasons = SyncEvent.objects.filter(event_type="connect", success=False)
        assert len(set(reasons.values_list("error_message", flat=True))) == 2

    def test_no_site_at_that_address(self) -> None:
        blog = "https://blog.example.test"
        add_site(blog, name="Blog", email=EMAIL, owner_id=None)
        for url in ("https://staging.example.test", f"{URL}/wp", blog):
            with pytest.raises(SiteNotFound, match=url):
                self.connect(site_url=url)

        self.assert_nothing_stored()
        assert self.events("connect") == ["refused"] * 3

    def test_switched_off_by_staff(self) -> None:
        Site.objects.update(is_active=False)
        with pytest.raises(SiteNotActive):
            self.connect()

        self.assert_nothing_stored()
        assert self.events("connect") == ["refused"]

    @override_settings(CREDENTIAL_KEYS=[])
    def test_no_key_to_seal_with(self) -> None:
        with pytest.raises(NoKeys):
            self.connect()

        self.assert_nothing_stored()

    def test_the_site_cannot_be_reached(self) -> None:
        self.bridge.instead[""] = requests.ConnectTimeout()

        connected = self.connect()

        assert connected.checks[-1].name == "address_answers"
        assert state_of(self.integration) == State.DEGRADED
        assert self.opened() == self.bridge.service
        assert self.push().post_types_count == 2  # structure works

    def test_the_password_is_refused(self) -> None:
        connected = self.connect(application_password="another one")

        assert connected.checks[-1].name == "password_accepted"
        assert state_of(self.integration) == State.REVOKED
        assert self.push().post_types_count == 2

    def test_the_clone_that_answers_there(self) -> None:
        self.bridge.site.url = "https://staging.example.test"
        assert self.connect().checks[-1].name == "same_site"
        assert state_of(self.integration) == State.DEGRADED

    def test_an_answer_that_can_not_be_read(self) -> None:
        self.bridge.instead[""] = Says(200, b"<html>")
        assert self.connect().checks[-1].name == "rest_api_answers"

    def test_a_connect_mends_what_was_refused(self) -> None:
        self.connect(application_password="another one")
        self.push()
        assert state_of(self.integration) == State.REVOKED

        self.connect()

        assert state_of(self.integration) == State.READY

    def test_what_was_refused_says_nothing_of_the_next_password(self) -> None:
        self.connect(application_password="another one")
        self.bridge.instead[""] = requests.ConnectTimeout()

        self.connect()

        assert state_of(self.integration) == State.DEGRADED

    def test_the_address_changes_while_it_connects(self) -> None:
        caller = self.caller()
        Site.objects.update(url="https://evil.example.test")

        with pytest.raises(SiteNotFound):
            connect(caller, introduction(self.bridge))

        self.assert_nothing_stored()

    def test_staff_disconnect_while_the_site_is_asked(self) -> None:
        def end(received: Received) -> None:
            disconnect(self.integration, by=4)

        self.bridge.before = end
        self.connect()

        assert self.integration.credentials is None
        assert state_of(self.integration) == State.DISCONNECTED

    def test_a_process_that_dies_in_it_is_seen(self) -> None:
        class Killed(BaseException):
            pass

        def die(received: Received) -> None:
            raise Killed

        self.connect()
        self.push()

        self.bridge.before = die
        with pytest.raises(Killed):
            self.connect()

        assert self.integration.checked_at is None
        assert state_of(self.integration) == State.DEGRADED

    def assert_nothing_stored(self) -> None:
        integration = self.integration
        assert integration.credentials is None
        assert integration.connected_at is None
        assert state_of(integration) == State.NOT_CONNECTED
        assert self.bridge.requests == []


class DisconnectTests(SiteMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.connect()
        self.push()

    def test_credentials_and_keys_go_and_the_copy_stays(self) -> None:
        disconnect(self.integration, by=None)

        integration = self.integration
        assert integration.credentials is None
        assert integration.disconnected_at
        assert integration.next_sync_at is None
        assert not ApiKey.objects.live().exists()
        assert find_live(self.key) is None
        assert integration.types.count() == 3
        assert state_of(integration) == State.DISCONNECTED

    def test_who_ended_it_is_kept(self) -> None:
        disconnect(self.integration, by=4)

        event = SyncEvent.objects.get(action="disconnected")
        assert event.details == {"by": 4}

    def test_with_a_new_key_it_connects_again(self) -> None:
        disconnect(self.integration, by=None)
        self.key = issue(self.site, created_by=4)

        self.connect()

        assert self.integration.disconnected_at is None
        assert state_of(self.integration) == State.READY


class MovedSiteTests(SiteMixin, TestCase):
    def test_another_address_drops_the_credentials_in_the_same_transaction(
        self,
    ) -> None:
        self.connect()
        self.push()

        self.site.url = "https://new.example.test"
        self.site.save()

        assert self.integration.credentials is None
        assert state_of(self.integration) == State.DISCONNECTED
        with pytest.raises(NotConnected):
            self.push(site_url=self.site.url)

    def test_the_same_in_another_spelling_does_not(self) -> None:
        self.connect()
        self.site.url = f"{URL.upper().replace('HTTPS', 'https')}:443/"
        self.site.save()
        assert self.integration.credentials


ROUNDS = rounds(short=5, full=50)


def test_a_connect_beside_a_new_address_never_leaves_its_password(
    own_database: Database,
) -> None:
    """Whichever comes first: no password is stored for an address it wasn't given for."""
    for number in range(ROUNDS):
        site, key, bridge = new_site(number)
        moved = f"https://moved-{number}.example.test"

        connected, saved = all_at_once(
            partial(join, key, bridge), partial(move, site, moved)
        )

        assert saved is None
        stored = SiteIntegration.objects.select_related("site").get(site=site)
        assert stored.site.url == moved
        assert stored.credentials is None, connected


def test_a_connect_beside_a_disconnect(own_database: Database) -> None:
    for number in range(ROUNDS):
        site, key, bridge = new_site(number)
        integration = SiteIntegration.objects.get(site=site)

        all_at_once(partial(join, key, bridge), partial(disconnect, integration, by=4))

        stored = SiteIntegration.objects.get(site=site)
        assert stored.credentials is None
        assert stored.disconnected_at
        assert not site.keys.live().exists()


def new_site(number: int) -> tuple[Site, str, FakeBridge]:
    bridge = FakeBridge(f"https://shop-{number}.example.test")
    client_for(bridge.url).session.mount(bridge.url, bridge)
    site, key = add_site(bridge.url, name="Shop", email=EMAIL, owner_id=None)
    return site, key, bridge


def join(key: str, bridge: FakeBridge) -> Any:
    found = find_live(key)
    return found and connect(SiteCaller(found), introduction(bridge))


def move(site: Site, url: str) -> None:
    site.url = url
    site.save()
