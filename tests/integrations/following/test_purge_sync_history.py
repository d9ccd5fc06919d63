"""`manage.py purge_sync_history`: what is kept how long, and what a new connect finds."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from typing import Any

from django.core.management import call_command
from django.test import TestCase
from django.utils import timezone

from integrations.following import history
from integrations.models import ContentItem, SiteIntegration, SyncEvent, SyncJob
from tests.integrations.following.followed import FollowedMixin, carols_blog

DAY = timedelta(days=1)


class PurgeTests(FollowedMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.now = timezone.now()
        SyncEvent.objects.all().delete()

    def command(self, **options: Any) -> str:
        stdout = StringIO()
        call_command("purge_sync_history", stdout=stdout, **options)
        return stdout.getvalue()

    def job(self, age: timedelta, kind: str = "content", **fields: Any) -> SyncJob:
        at = self.now - age
        fields = {"state": "completed", "finished_at": at, **fields}
        return SyncJob.objects.create(
            integration=self.integration, kind=kind, started_at=at, **fields
        )

    def event(self, age: timedelta, **fields: Any) -> SyncEvent:
        return SyncEvent.objects.create(
            integration=self.integration,
            event_type="sync",
            action="completed",
            created_at=self.now - age,
            **fields,
        )

    def keep(self, external_id: int, *, gone: timedelta | None = None) -> ContentItem:
        return ContentItem.objects.create(
            type=self.type(),
            external_id=external_id,
            seq=external_id,
            synced_at=self.now,
            deleted_at=None if gone is None else self.now - gone,
        )

    def test_events_are_kept_for_90_days(self) -> None:
        kept = self.event(89 * DAY)
        self.event(91 * DAY)

        assert self.command() == "Deleted events: 1.\n"

        assert SyncEvent.objects.get() == kept

    def test_content_jobs_are_kept_for_90_days_and_audits_for_400(self) -> None:
        kept = [self.job(89 * DAY), self.job(399 * DAY, "audit")]
        old = self.job(91 * DAY)
        self.job(401 * DAY, "audit")
        event = self.event(89 * DAY, job=old)

        assert self.command() == "Deleted jobs: 2.\n"

        assert list(SyncJob.objects.order_by("pk")) == kept
        event.refresh_from_db()
        assert event.job is None

    def test_a_job_that_goes_on_is_kept(self) -> None:
        self.job(91 * DAY, state="running", finished_at=None)

        self.command()

        assert SyncJob.objects.count() == 1

    def test_tombstones_wait_for_an_audit_that_agreed_90_days_later(self) -> None:
        live, young = self.keep(1), self.keep(2, gone=89 * DAY)
        old = self.keep(3, gone=120 * DAY)
        self.job(timedelta(), "audit", left=1)
        self.job(timedelta(), "audit", state="failed")
        self.job(40 * DAY, "audit")
        self.command()
        assert set(ContentItem.objects.all()) == {live, young, old}

        self.job(DAY, "audit")

        assert self.command() == "Deleted tombstones: 1.\n"
        assert set(ContentItem.objects.all()) == {live, young}

    def test_another_sites_audit_says_nothing(self) -> None:
        self.keep(3, gone=120 * DAY)
        job = self.job(DAY, "audit")
        SyncJob.objects.filter(pk=job.pk).update(integration=carols_blog().integration)

        self.command()

        assert ContentItem.objects.count() == 1

    def test_a_disconnected_sites_copy_is_kept_for_90_days(self) -> None:
        self.bridge.fill(3)
        self.follow()
        self.disconnected(89 * DAY)
        assert "objects" not in self.command()

        self.disconnected(91 * DAY)

        assert "objects of disconnected sites: 3" in self.command()
        assert self.copy() == {}

    def test_who_connects_again_after_that_gets_all_of_it(self) -> None:
        self.bridge.fill(3)
        self.bridge.wait(61)
        self.follow()
        self.disconnected(91 * DAY)
        self.command()

        self.connect()
        self.follow()

        assert self.copy() == self.original()

    def test_who_connects_in_the_middle_gets_all_of_it_too(self) -> None:
        self.bridge.fill(1200)
        self.bridge.wait(61)
        self.follow()
        self.disconnected(91 * DAY)
        steps = history.purge(self.now)
        while next(steps)[0] != history.LEFT_BEHIND:
            pass

        self.connect()
        self.follow()
        assert list(steps) == []

        assert self.copy() == self.original()

    def test_steps_are_small_and_each_one_stays(self) -> None:
        SyncEvent.objects.bulk_create(
            SyncEvent(
                integration=self.integration,
                event_type="sync",
                action="completed",
                created_at=self.now - 91 * DAY,
            )
            for _ in range(1100)
        )

        steps = history.purge(self.now)
        assert next(steps) == ("events", 500)
        del steps

        assert SyncEvent.objects.count() == 600
        assert self.command() == "Deleted events: 600.\n"

    def test_a_dry_run_deletes_nothing(self) -> None:
        self.event(91 * DAY)
        self.bridge.fill(3)
        self.follow()
        self.disconnected(91 * DAY)

        said = self.command(dry_run=True)

        assert said == "Would delete events: 1, objects of disconnected sites: 3.\n"
        assert len(self.copy()) == 3

    def test_nothing_to_delete(self) -> None:
        assert self.command() == "Deleted nothing.\n"

    def disconnected(self, age: timedelta) -> None:
        SiteIntegration.objects.update(disconnected_at=self.now - age, credentials=None)
