"""Which sites are followed now, and in which order."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.test import TestCase
from django.utils import timezone

from integrations.following import jobs
from integrations.following.schedule import due, is_due
from integrations.models import JobKind, SiteIntegration
from tests.integrations.following.followed import FollowedMixin, carols_blog

MINUTE = timedelta(minutes=1)


class ScheduleTests(FollowedMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.shop = self.integration.pk
        self.blog = carols_blog().integration.pk
        self.now = timezone.now()
        self.set(self.shop, next_sync_at=self.now - MINUTE)
        self.set(self.blog, next_sync_at=self.now - 2 * MINUTE)

    def set(self, pk: int, **fields: Any) -> None:
        SiteIntegration.objects.filter(pk=pk).update(**fields)

    def due(self) -> list[int]:
        """The list, which has to agree with the condition that a lease is taken on."""
        ids = due(self.now)
        condition = SiteIntegration.objects.filter(is_due(self.now))
        assert set(ids) == set(condition.values_list("pk", flat=True))
        return ids

    def test_who_has_waited_longest_comes_first(self) -> None:
        assert self.due() == [self.blog, self.shop]

    def test_who_was_never_followed_comes_before(self) -> None:
        self.set(self.shop, next_sync_at=None)

        assert self.due() == [self.shop, self.blog]

    def test_what_was_begun_comes_first_of_all(self) -> None:
        jobs.begin(SiteIntegration.objects.get(pk=self.shop), JobKind.CONTENT)

        assert self.due() == [self.shop, self.blog]

    def test_who_comes_later_is_not_due(self) -> None:
        self.set(self.blog, next_sync_at=self.now + MINUTE)

        assert self.due() == [self.shop]

    def test_what_somebody_waits_for_is_due_at_any_time(self) -> None:
        self.set(self.shop, next_sync_at=self.now + MINUTE)
        shop = SiteIntegration.objects.get(pk=self.shop)
        job = jobs.begin(shop, JobKind.CONTENT, asked_by=4)
        assert self.due() == [self.shop, self.blog]

        jobs.finish(job)

        assert self.due() == [self.blog]

    def test_an_audit_that_goes_on_makes_no_site_due(self) -> None:
        self.set(self.shop, next_sync_at=self.now + MINUTE)
        shop = SiteIntegration.objects.get(pk=self.shop)
        jobs.begin(shop, JobKind.AUDIT, asked_by=4)

        assert self.due() == [self.blog]

    def test_who_is_followed_at_this_moment_is_left_out(self) -> None:
        self.set(self.blog, leased_until=self.now + MINUTE)

        assert due(self.now) == [self.shop]

    def test_who_is_not_connected_or_switched_off_is_left_out(self) -> None:
        self.set(self.blog, credentials=None)
        self.site.is_active = False
        self.site.save()

        assert self.due() == []

    def test_who_has_the_box_not_ticked_is_asked_for_the_structure_once_a_day(
        self,
    ) -> None:
        self.set(self.blog, config_json={"plugin_connection_enabled": False})
        assert self.due() == [self.shop]

        self.set(self.blog, structure_at=self.now - timedelta(hours=25))

        assert self.due() == [self.blog, self.shop]

    def test_who_has_no_structure_yet_is_due(self) -> None:
        self.set(self.blog, structure_at=None, config_json={})

        assert self.due() == [self.blog, self.shop]
