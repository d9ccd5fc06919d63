"""Tests of the tab Content Types of a site's page."""

from __future__ import annotations

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from integrations.models import (
    JobKind,
    JobState,
    SiteIntegration,
    SyncedType,
    SyncJob,
)
from tests.integrations.admin.staff import SitePageMixin, text_of
from tests.integrations.connected import SiteMixin
from tests.transport import Says


class ContentTypesTabTests(SitePageMixin, TestCase):
    def test_it_is_the_picture_that_was_promised(self) -> None:
        self.bridge.fill(3)
        self.bridge.add_term()
        self.follow()

        page = self.page("content-types/")

        assert "<h2>WordPress Content Types</h2>" in page
        assert "Last structure fetch: just now" in page
        assert "Sync Now" in page
        assert page.index("Post Types") < page.index("Taxonomies")
        row = page[page.index(">Posts<") :]
        assert "<span>3 total</span> <span>3 synced</span>" in row
        assert ">Enabled<" in row
        assert 'name="fetch_limit" value="100"' in row
        assert "last fetch just now" in row
        assert '<span class="state-dot state-ready"></span> Connected' in page

    def test_the_last_fetch_is_told_in_minutes(self) -> None:
        before = timezone.now() - timedelta(minutes=5, seconds=5)
        SiteIntegration.objects.update(structure_at=before)

        assert "Last structure fetch: 5 minutes ago" in self.page("content-types/")

    def test_before_the_first_push_it_says_what_to_do(self) -> None:
        SiteIntegration.objects.update(structure_at=None)
        SyncedType.objects.all().delete()

        assert (
            "Nothing received. In WordPress: Settings → Restart Bridge → Sync structure "
            "now."
        ) in self.page("content-types/")

    def test_the_badge_toggles(self) -> None:
        posts = self.type()

        response = self.post(f"content-types/{posts.pk}/", enabled="no")

        assert self.type().enabled is False
        assert self.type().fetch_limit == 100
        assert "Posts isn't followed" in self.messages(response)
        self.post(f"content-types/{posts.pk}/", enabled="yes")
        assert self.type().enabled is True

    def test_the_limit_is_a_field(self) -> None:
        posts = self.type()

        self.post(f"content-types/{posts.pk}/", fetch_limit="250")
        assert (self.type().fetch_limit, self.type().enabled) == (250, True)

        for wrong in ("0", "1001", "many", "-1", "1" * 30):
            response = self.post(f"content-types/{posts.pk}/", fetch_limit=wrong)
            assert "from 1 to 1000" in self.messages(response)
            assert self.type().fetch_limit == 250

    def test_a_type_of_another_site_is_not_found(self) -> None:
        assert self.post("content-types/9999/", enabled="no").status_code == 404

    def test_a_missing_type_is_greyed_with_its_date(self) -> None:
        SyncedType.objects.filter(slug="page").update(missing_since=timezone.now())

        page = self.page("content-types/")

        assert 'class="is-missing"' in page
        assert f"missing since {timezone.now():%-d %b %Y}" in page

    def test_labels_are_text(self) -> None:
        self.push(post_types={"post": {"label": "<script>x</script>", "count": 1}})

        page = self.page("content-types/")

        assert "<script>x" not in page
        assert "&lt;script&gt;x" in page


class SyncNowTests(SitePageMixin, TestCase):
    def test_it_brings_everything(self) -> None:
        self.bridge.fill(3)

        response = self.post("content-types/sync/")

        assert "Everything is here." in self.messages(response)
        assert self.copy() == self.original()
        assert SyncJob.objects.get().asked_by == self.wordpress.accounts["eve"].id

    def test_what_is_not_done_says_how_far_it_is_and_offers_to_go_on(self) -> None:
        self.begin_job()

        page = self.page("content-types/")

        assert '<progress value="0" max="5"' in page
        assert "0 of 5 are here, and there is more." in page
        assert ">Continue<" in page

    def test_what_is_not_followed_is_no_part_of_how_far_it_is(self) -> None:
        self.begin_job()
        SyncedType.objects.filter(slug="post").update(enabled=False)

        assert '<progress value="0" max="2"' in self.page("content-types/")

    def begin_job(self) -> None:
        posts, pages = {"label": "Posts", "count": 3}, {"label": "Pages", "count": 2}
        self.push(post_types={"post": posts, "page": pages}, taxonomies={})
        SyncJob.objects.create(integration=self.integration, kind=JobKind.CONTENT)

    def test_a_site_that_does_not_answer_is_said(self) -> None:
        self.bridge.instead["/restart-bridge/v1/"] = Says(503)

        response = self.post("content-types/sync/")

        assert "The site didn't do it" in self.messages(response)
        assert "The last run failed" in text_of(response)

    def test_without_sync_operations_nothing_is_asked(self) -> None:
        self.push(plugin_connection_enabled=False)
        self.bridge.requests.clear()

        response = self.post("content-types/sync/")

        assert "Sync operations are off" in self.messages(response)
        assert self.bridge.requests == []

    def test_held_deletions_are_accepted(self) -> None:
        SyncedType.objects.filter(slug="post").update(deletions_held_at=timezone.now())
        assert "Deletions are held" in self.page("content-types/")

        response = self.post("content-types/deletions/")

        assert "The deletions of 1 type" in self.messages(response)
        assert self.type().deletions_accepted_at is not None


class DriftTests(SitePageMixin, TestCase):
    def test_a_bar_and_a_number_stand_for_each_day(self) -> None:
        SyncJob.objects.create(
            integration=self.integration,
            kind=JobKind.AUDIT,
            state=JobState.COMPLETED,
            finished_at=timezone.now(),
            missing_here=2,
            different=1,
        )

        page = self.page("content-types/")

        assert "<b>Drift found</b>: 3, at most 3 a day" in page
        today = f"{timezone.now():%-d %b %Y}"
        assert f'<th scope="row">{today}</th><td>3</td>' in page
        assert page.count("<rect") == 30


class NotConnectedTests(SitePageMixin, SiteMixin, TestCase):
    def test_sync_now_says_that_it_is_not_connected(self) -> None:
        SiteIntegration.objects.update(credentials=None)

        response = self.post("content-types/sync/")

        assert "The site isn't connected." in self.messages(response)
