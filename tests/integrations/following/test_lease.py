"""One follows a site at a time; whoever comes too late writes nothing."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from django.db.models import Q
from django.test import TestCase
from django.utils import timezone

from integrations.connecting.adding import add_site
from integrations.following import schedule
from integrations.following.lease import Lease, LeaseLost
from integrations.models import SiteIntegration
from tests.databases import Database
from tests.integrations.concurrency import all_at_once
from tests.integrations.following.followed import FollowedMixin
from tests.stress import rounds


class LeaseTests(FollowedMixin, TestCase):
    def take(self, only_if: Q | None = None) -> Lease:
        lease = Lease.take(self.integration.pk, only_if=only_if)
        assert lease
        return lease

    def end_by_time(self) -> None:
        SiteIntegration.objects.update(leased_until=timezone.now())

    def test_it_lasts_a_minute(self) -> None:
        lease = self.take()

        until = self.integration.leased_until
        assert until
        assert 59 < (until - timezone.now()).total_seconds() <= 60
        assert self.integration.lease == lease.token

    def test_a_second_one_has_to_wait(self) -> None:
        self.take()

        assert Lease.take(self.integration.pk) is None

    def test_one_that_ended_by_time_is_free(self) -> None:
        first = self.take()
        self.end_by_time()
        second = self.take()

        with pytest.raises(LeaseLost):
            first.renew()
        second.renew()

    def test_one_that_ended_unnoticed_can_be_renewed(self) -> None:
        lease = self.take()
        self.end_by_time()

        lease.renew()

        assert Lease.take(self.integration.pk) is None

    def test_what_is_written_with_it_is_not_written_without(self) -> None:
        first = self.take()
        self.end_by_time()
        self.take()

        with pytest.raises(LeaseLost):
            first.renew(doubt="mine")
        first.release(doubt="mine")

        assert self.integration.doubt == ""
        assert self.integration.lease is not None

    def test_released_it_is_free_at_once(self) -> None:
        self.take().release(doubt="mine")

        assert self.integration.doubt == "mine"
        self.take()

    def test_a_condition_is_part_of_the_taking(self) -> None:
        later = timezone.now() + timedelta(minutes=1)
        SiteIntegration.objects.update(next_sync_at=later)

        is_due = schedule.is_due(timezone.now())
        assert Lease.take(self.integration.pk, only_if=is_due) is None

        self.take(schedule.is_due(later))


@pytest.mark.stress
def test_of_many_who_want_it_at_once_one_has_it(own_database: Database) -> None:
    site, _ = add_site(
        "https://shop.example.test", name="Shop", email="a@example.test", owner_id=1
    )
    config = {"plugin_connection_enabled": True}
    SiteIntegration.objects.update(credentials="sealed", config_json=config)
    integration = SiteIntegration.objects.get(site=site)

    for _ in range(rounds(short=10, full=200)):
        is_due = schedule.is_due(timezone.now())
        take = partial(Lease.take, integration.pk, only_if=is_due)
        taken = [lease for lease in all_at_once(*[take] * 6) if lease]

        [lease] = taken
        assert isinstance(lease, Lease)
        lease.release()
