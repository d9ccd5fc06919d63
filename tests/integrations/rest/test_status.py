"""GET /integration/integrations/{id}/status: how a connection is."""

from __future__ import annotations

from typing import Any

import requests
from django.test import TestCase
from django.utils import timezone

from integrations.api_keys import rotate
from integrations.models import JobKind, JobState, SiteIntegration, SyncJob
from integrations.rest.shapes import StatusShape
from tests.integrations.sites import SitesMixin


class StatusTests(SitesMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.path = f"{self.path}/status"

    def data(self, query: str = "") -> dict[str, Any]:
        response = self.ada.get(f"{self.path}{query}")
        assert response.status_code == 200, response.content
        return dict(response.json()["data"])

    def test_shows_all_that_one_would_look_up(self) -> None:
        job = SyncJob.objects.create(
            integration=self.integration,
            kind=JobKind.CONTENT,
            state=JobState.COMPLETED,
            finished_at=timezone.now(),
            created=3,
        )

        data = self.data()

        times = {name for name in data if name.endswith(("_at", "_fetch"))}
        assert times == {
            "connected_at",
            "disconnected_at",
            "heard_at",
            "checked_at",
            "last_structure_fetch",
            "last_synced_at",
        }
        assert data.pop("disconnected_at") is None
        for name in times - {"disconnected_at"}:
            assert data.pop(name).endswith("Z")
        last_job = data.pop("last_job")
        assert data == {
            "id": self.integration.pk,
            "site_id": self.shop.pk,
            "name": "shop",
            "url": "https://shop.example.test",
            "is_active": True,
            "state": "ready",
            "sentence": "Connected",
            "plugin_connection_enabled": True,
            "two_way_sync_enabled": False,
            "checks": [{"name": "address_answers", "ok": True, "hint": ""}],
            "keys": [
                {"prefix": self.key[4:12], "expires_at": None, "last_used_at": None}
            ],
        }
        assert (last_job["id"], last_job["created"]) == (job.pk, 3)
        assert last_job["finished_at"].endswith("Z")

    def test_has_what_its_shape_promises(self) -> None:
        assert set(self.data()) == set(StatusShape().fields)

    def test_everybody_who_may_sees_the_same(self) -> None:
        self.by_key.get(self.path)

        answers = {c.get(self.path).content for c in (self.ada, self.eve, self.by_key)}

        assert len(answers) == 1

    def test_both_keys_of_a_rotation(self) -> None:
        self.by_key.get(self.path)
        new = rotate(self.shop.keys.get())

        newest, old = self.data()["keys"]

        assert newest["prefix"] == new[4:12]
        assert newest["expires_at"] is None
        assert old["prefix"] == self.key[4:12]
        assert old["expires_at"].endswith("Z")

    def test_it_asks_nobody(self) -> None:
        self.data()

        assert self.bridge.requests == []

    def test_check_asks_the_site_now(self) -> None:
        before = self.data()["checked_at"]
        self.bridge.set_flags(connection=True)

        data = self.data("?check=1")

        assert [check["name"] for check in data["checks"]] == [
            "address_answers",
            "rest_api_answers",
            "password_accepted",
            "bridge_active",
            "same_site",
        ]
        assert data["checked_at"] > before
        assert len(self.bridge.requests) == 1

    def test_what_a_check_finds_is_no_error(self) -> None:
        self.bridge.instead[""] = requests.ConnectionError("refused")

        data = self.data("?check=1")

        assert data["state"] == "degraded"
        [failed] = data["checks"]
        assert (failed["name"], failed["ok"]) == ("address_answers", False)
        assert failed["hint"]

    def test_a_site_may_not_have_itself_asked(self) -> None:
        response = self.by_key.get(f"{self.path}?check=1")

        assert response.status_code == 403
        assert response.json()["error"] == "Not allowed"
        assert self.by_key.get(f"{self.path}?check=0").status_code == 200
        assert self.bridge.requests == []

    def test_nothing_can_be_asked_without_a_password(self) -> None:
        SiteIntegration.objects.filter(pk=self.integration.pk).update(
            credentials=None, disconnected_at=timezone.now()
        )

        response = self.ada.get(f"{self.path}?check=1")

        assert response.status_code == 409
        assert response.json()["error"] == "Not connected"
        assert self.data()["state"] == "disconnected"

    def test_a_query_that_cannot_be(self) -> None:
        for value in ("2", "-1", "yes", "", "true", "%00"):
            response = self.ada.get(f"{self.path}?check={value}")

            assert response.status_code == 422
            assert response.json()["errors"][0]["loc"] == ["query", "check"]
        assert self.bridge.requests == []

    def test_what_is_sealed_is_not_shown(self) -> None:
        sealed = SiteIntegration.objects.get(pk=self.integration.pk).credentials
        assert sealed

        shown = self.eve.get(self.path).content.decode()

        assert sealed not in shown
        assert self.shop.keys.get().digest not in shown
        assert self.bridge.service.username not in shown
