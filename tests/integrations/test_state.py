"""The state is one expression over what is stored, and the first that is true counts."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.test import TestCase
from django.utils import timezone

from integrations.api_keys import revoke_all
from integrations.connecting.adding import add_site
from integrations.models import ApiKey, Kind, SiteIntegration, SyncedType
from integrations.state import SENTENCES, State, sentence_of, state_of, with_state
from tests.integrations.connected import ConnectedMixin

HOURS_49 = timedelta(hours=49)
SECONDS_61 = timedelta(seconds=61)


class StateTests(ConnectedMixin, TestCase):
    def state(self, **facts: Any) -> State:
        """Return the state with these facts beside all that is well."""
        rows = SiteIntegration.objects.filter(site=self.site)
        before = rows.values(*facts).get() if facts else {}
        rows.update(**facts)
        state = state_of(self.integration)
        rows.update(**before)
        return state

    def ago(self, length: timedelta) -> datetime:
        return timezone.now() - length

    def test_all_well_is_ready(self) -> None:
        assert self.state() == State.READY
        assert sentence_of(State.READY) == "Connected"

    def test_a_connect_under_way_for_a_minute(self) -> None:
        now = timezone.now()
        for facts in ({}, {"connected_at": None}, {"credentials": None}):
            state = self.state(authenticating_since=now, **facts)
            assert state == State.AUTHENTICATING
        assert self.state(authenticating_since=self.ago(SECONDS_61)) == State.READY

    def test_never_connected(self) -> None:
        assert self.state(connected_at=None, credentials=None) == State.NOT_CONNECTED

    def test_a_stored_key_alone_is_not_connected(self) -> None:
        assert ApiKey.objects.live().exists()
        assert self.state(connected_at=None) == State.NOT_CONNECTED

    def test_ended_by_bridge_or_staff_or_by_another_address(self) -> None:
        now = timezone.now()
        assert self.state(credentials=None) == State.DISCONNECTED
        ended = self.state(credentials=None, disconnected_at=now, refused_at=now)
        assert ended == State.DISCONNECTED

    def test_the_site_refused_the_password(self) -> None:
        failed = self.state(refused_at=timezone.now(), check_failures=1)
        assert failed == State.REVOKED

    def test_no_live_key(self) -> None:
        revoke_all(self.site)
        assert self.state() == State.REVOKED

    def test_an_expired_key_is_none(self) -> None:
        ApiKey.objects.update(expires_at=timezone.now())
        assert self.state() == State.REVOKED

    def test_the_last_check_failed_otherwise(self) -> None:
        for structure_at in (None, timezone.now()):
            state = self.state(check_failures=1, structure_at=structure_at)
            assert state == State.DEGRADED

    def test_no_check_came_to_its_end(self) -> None:
        """The process died while the site connected."""
        assert self.state(checked_at=None, structure_at=None) == State.DEGRADED

    def test_deletions_are_held(self) -> None:
        rows = SyncedType.objects.filter(slug="post")
        rows.update(deletions_held_at=timezone.now())
        assert self.state() == State.DEGRADED

        for ended in ({"enabled": False}, {"missing_since": timezone.now()}):
            before = rows.values(*ended).get()
            rows.update(**ended)
            assert self.state() == State.READY
            rows.update(**before)

    def test_another_site_s_deletions_change_nothing(self) -> None:
        url = "https://blog.example.test"
        blog, _ = add_site(url, name="Blog", email="b@x.test", owner_id=None)
        held = {"kind": Kind.POST_TYPE, "deletions_held_at": timezone.now()}
        SyncedType.objects.create(integration=blog.integration, slug="post", **held)

        assert self.state() == State.READY

    def test_checked_and_without_a_structure(self) -> None:
        assert self.state(structure_at=None) == State.CONNECTED
        silent = self.state(structure_at=None, heard_at=self.ago(HOURS_49))
        assert silent == State.CONNECTED

    def test_not_heard_from_for_48_hours(self) -> None:
        assert self.state(heard_at=self.ago(HOURS_49)) == State.STALE
        assert self.state(heard_at=None) == State.STALE

    def test_no_good_check_for_48_hours(self) -> None:
        assert self.state(checked_at=self.ago(HOURS_49)) == State.STALE

    def test_no_good_run_for_48_hours_while_sync_is_on(self) -> None:
        long_ago = {"connected_at": self.ago(HOURS_49)}
        for last in (None, self.ago(HOURS_49)):
            assert self.state(last_synced_at=last, **long_ago) == State.STALE
            assert self.state(last_synced_at=last) == State.READY  # just connected
        assert self.state(last_synced_at=timezone.now(), **long_ago) == State.READY

        self.push(plugin_connection_enabled=False)
        assert self.state(last_synced_at=None, **long_ago) == State.READY

    def test_it_can_be_filtered_by_and_asked_for_another_time(self) -> None:
        rows = SiteIntegration.objects.all()
        later = timezone.now() + HOURS_49

        assert with_state(rows).filter(state=State.READY).count() == 1
        assert with_state(rows, later).filter(state=State.READY).count() == 0
        assert with_state(rows, later).get().state == State.STALE

    def test_it_takes_no_query_of_its_own(self) -> None:
        with self.assertNumQueries(1):
            assert with_state(SiteIntegration.objects.all()).get().state == "ready"

    def test_every_state_has_a_sentence(self) -> None:
        assert list(SENTENCES) == list(State)
