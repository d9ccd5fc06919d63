"""POST /integration/integrations/{id}/sync: what changed is fetched, now."""

from __future__ import annotations

from typing import Any

import requests
from django.core.cache import cache
from django.test import TestCase
from django.utils import timezone

from integrations.following.lease import Lease
from integrations.models import ContentItem, SiteIntegration, SyncedType, SyncJob
from tests.integrations.sites import SitesMixin
from tests.transport import Says


class SyncTests(SitesMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.path = f"{self.path}/sync"

    def sync(self) -> Any:
        return self.ada.post(self.path, {})

    def now(self) -> SiteIntegration:
        return SiteIntegration.objects.get(pk=self.integration.pk)

    def test_everything_is_fetched(self) -> None:
        posts = [self.bridge.add_post(title=f"Post {n}") for n in range(3)]
        self.bridge.add_term(name="Kitchen")

        response = self.sync()

        assert response.status_code == 200
        assert response.json()["success"] is True
        job = response.json()["data"]["job"]
        assert job.pop("id") == SyncJob.objects.get().pk
        empty = {"synced_count": 0, "count": 0}
        assert job == {
            "state": "completed",
            "created": 4,
            "updated": 0,
            "deleted": 0,
            "unchanged": 0,
            "types": {
                "post_types": {
                    "post": {"synced_count": 3, "count": 3},
                    "page": empty,
                    "restart-registry": empty,
                },
                "taxonomies": {
                    "category": {"synced_count": 1, "count": 1},
                    "post_tag": empty,
                },
            },
            "error": "",
        }
        ids = ContentItem.objects.filter(type__slug="post").values_list(
            "external_id", flat=True
        )
        assert sorted(ids) == sorted(posts)

    def test_the_structure_is_fetched_with_it(self) -> None:
        before = self.now().structure_at
        assert before

        self.sync()

        after = self.now().structure_at
        assert after
        assert after > before

    def test_it_is_done_whatever_the_limits(self) -> None:
        """A limit is one of a pass; what a person asks for takes as many as it takes."""
        self.sync()
        SyncedType.objects.update(fetch_limit=1)
        for _ in range(5):
            self.bridge.add_post()

        response = self.sync()

        assert response.status_code == 200
        assert response.json()["data"]["job"]["created"] == 5

    def test_no_body_is_needed(self) -> None:
        assert self.ada.send("POST", self.path).status_code == 200

    def test_while_somebody_else_works_it_only_tells_the_progress(self) -> None:
        self.bridge.add_post()
        lease = Lease.take(self.integration.pk)
        assert lease
        asked = len(self.bridge.requests)

        response = self.sync()

        assert response.status_code == 202
        assert response.json()["data"]["job"]["state"] == "running"
        assert len(self.bridge.requests) == asked
        again = self.eve.post(self.path, {}).json()["data"]["job"]
        assert again["id"] == response.json()["data"]["job"]["id"]

    def test_asking_again_goes_on(self) -> None:
        self.bridge.add_post()
        lease = Lease.take(self.integration.pk)
        assert lease
        first = self.sync().json()["data"]["job"]
        lease.release()

        response = self.sync()

        assert response.status_code == 200
        job = response.json()["data"]["job"]
        assert (job["id"], job["state"], job["created"]) == (
            first["id"],
            "completed",
            1,
        )

    def test_sync_operations_are_off(self) -> None:
        config = {**self.integration.config_json, "plugin_connection_enabled": False}
        SiteIntegration.objects.filter(pk=self.integration.pk).update(
            config_json=config
        )

        response = self.sync()

        assert response.status_code == 409
        assert response.json()["error"] == "Sync operations are off"
        assert self.bridge.requests == []
        assert SyncJob.objects.count() == 0

    def test_a_site_that_is_not_connected(self) -> None:
        SiteIntegration.objects.filter(pk=self.integration.pk).update(
            credentials=None, disconnected_at=timezone.now()
        )

        response = self.sync()

        assert response.status_code == 409
        assert response.json()["error"] == "Not connected"
        assert self.bridge.requests == []
        assert SyncJob.objects.count() == 0

    def test_a_site_that_does_not_answer(self) -> None:
        for trouble in (requests.ConnectionError("refused"), Says(503), Says(429)):
            cache.clear()
            self.bridge.instead[""] = trouble

            response = self.sync()

            assert response.status_code == 503
            assert response.json()["error"] == "Site not answering"
            assert response.headers["Retry-After"]

    def test_a_sites_refusal_is_none_of_the_callers(self) -> None:
        self.bridge.revoke()

        response = self.sync()

        assert response.status_code == 502
        assert response.json()["error"] == "Site refused the password"
        assert "Restart Bridge" in response.json()["detail"]
        assert "WWW-Authenticate" not in response.headers
        asked = len(self.wordpress.requests)
        assert self.ada.get("/integration/integrations").status_code == 200
        assert len(self.wordpress.requests) == asked, "Ada was forgotten"

    def test_an_answer_that_cannot_be_used(self) -> None:
        for trouble in (Says(500), Says(200, b"<html>"), Says(200, b"[]"), Says(302)):
            cache.clear()
            self.bridge.instead[""] = trouble

            response = self.sync()

            assert response.status_code == 502
            assert response.json()["error"] == "Site answer unusable"
        assert ContentItem.objects.count() == 0
