"""Tests of the list of sites in the admin, and of adding one and changing it."""

from __future__ import annotations

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from integrations.models import JobKind, JobState, Site, SiteIntegration, SyncJob
from tests.integrations.admin.staff import SITES, SitePageMixin, text_of

FORM = {
    "name": "Blog",
    "url": "https://Blog.example.test:443/",
    "email": "bob@example.test",
    "owner_id": "",
    "is_active": "on",
}


class SiteListTests(SitePageMixin, TestCase):
    def names(self, query: str = "") -> list[str]:
        response = self.staff.get(f"{SITES}{query}")
        return [site.name for site in response.context["cl"].result_list]

    def test_each_site_has_its_state_its_numbers_and_its_last_run(self) -> None:
        self.bridge.fill(3)
        self.follow()
        self.push(post_types={"post": {"label": "Posts", "count": 4}}, taxonomies={})

        page = text_of(self.staff.get(SITES))

        assert "state-ready" in page
        assert "Ready" in page
        assert ">3 / 4<" in page
        assert "just now" in page
        assert f'href="{self.path("connection/")}"' in page

    def test_what_is_not_ready_is_a_question(self) -> None:
        self.follow()
        Site(name="New", url="https://new.example.test", email="a@b.test").save()

        assert self.names() == ["New", "Shop"]
        assert self.names("?not_ready=yes") == ["New"]
        assert self.names("?not_ready=no") == ["Shop"]

    def test_what_has_drift_is_a_question(self) -> None:
        assert self.names("?drift=yes") == []
        SyncJob.objects.create(
            integration=self.integration,
            kind=JobKind.AUDIT,
            state=JobState.COMPLETED,
            finished_at=timezone.now(),
            left=2,
        )

        assert self.names("?drift=yes") == ["Shop"]
        assert self.names("?drift=no") == []

    def test_a_site_is_found_by_its_address(self) -> None:
        assert self.names("?q=shop.example") == ["Shop"]
        assert self.names("?q=elsewhere") == []

    def test_one_page_takes_the_same_queries_for_any_number_of_sites(self) -> None:
        self.staff.get(SITES)
        with self.assertNumQueries(5):
            self.staff.get(SITES)
        for number in range(5):
            url = f"https://site{number}.example.test"
            Site(name=f"Site {number}", url=url, email="a@b.test").save()
        with self.assertNumQueries(5):
            self.staff.get(SITES)


class SiteFormTests(SitePageMixin, TestCase):
    def test_a_site_that_is_added_has_no_key_yet_and_the_page_says_so(self) -> None:
        response = self.staff.post(f"{SITES}add/", FORM, follow=True)

        blog = Site.objects.get(name="Blog")
        assert blog.url == "https://blog.example.test"
        assert response.redirect_chain[-1][0] == f"{SITES}{blog.pk}/connection/"
        assert "None: without one the site can&#x27;t connect." in text_of(
            response
        ) or ("None: without one the site can't connect." in text_of(response))
        assert blog.keys.count() == 0

    def test_an_address_that_is_there_already_is_refused(self) -> None:
        form = {**FORM, "url": "https://SHOP.example.test/"}
        response = self.staff.post(f"{SITES}add/", form)

        assert response.status_code == 200
        assert Site.objects.count() == 1

    def test_another_address_forgets_the_password(self) -> None:
        form = {**FORM, "name": "Shop", "url": "https://moved.example.test"}
        self.staff.post(self.path("change/"), form)

        assert Site.objects.get().url == "https://moved.example.test"
        assert SiteIntegration.objects.get().credentials is None

    def test_a_site_is_switched_off_and_never_deleted(self) -> None:
        form = {**FORM, "name": "Shop", "url": self.site.url}
        del form["is_active"]
        self.staff.post(self.path("change/"), form)

        assert Site.objects.get().is_active is False
        assert self.staff.post(self.path("delete/")).status_code == 403
        assert Site.objects.exists()

    def test_its_page_has_a_link_for_each_question(self) -> None:
        page = self.page("change/")

        for tab in ("connection/", "content-types/", "content/", "events/"):
            assert f'href="{self.path(tab)}"' in page


class FrontPageTests(SitePageMixin, TestCase):
    def test_says_how_many_sites_are_ready_and_what_failed_last(self) -> None:
        self.follow()
        Site(name="New", url="https://new.example.test", email="a@b.test").save()
        old = timezone.now() - timedelta(days=3)
        SiteIntegration.objects.filter(site=self.site).update(heard_at=old)

        page = text_of(self.staff.get("/admin/"))

        assert "0 sites ready, 1 not connected, 1 stale." in page

    def test_says_nothing_while_there_are_no_sites(self) -> None:
        Site.objects.update(is_active=False)

        assert "Connected sites" not in text_of(self.staff.get("/admin/"))
