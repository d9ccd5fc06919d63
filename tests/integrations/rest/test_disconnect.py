"""POST /integration/integrations/{id}/disconnect: our password and the keys end."""

from __future__ import annotations

from django.test import TestCase

from integrations.models import ApiKey, ContentItem, SiteIntegration, SyncEvent
from tests.integrations.sites import SitesMixin, make_content
from tests.worlds import Caller


class DisconnectTests(SitesMixin, TestCase):
    def ends(self, caller: Caller) -> None:
        response = caller.post(f"{self.path}/disconnect", {})

        assert response.status_code == 200
        assert response.json() == {
            "success": True,
            "data": {"message": "Disconnected.", "state": "disconnected"},
        }
        integration = SiteIntegration.objects.get(pk=self.integration.pk)
        assert integration.credentials is None
        assert integration.disconnected_at
        assert not ApiKey.objects.live().filter(site=self.shop).exists()
        assert self.by_key.get(f"{self.path}/status").status_code == 401
        status = self.ada.get(f"{self.path}/status").json()["data"]
        assert status["state"] == "disconnected"

    def test_the_site_ends_it(self) -> None:
        self.ends(self.by_key)

        event = SyncEvent.objects.get(action="disconnected")
        assert event.details == {"by": None}

    def test_the_owner_ends_it(self) -> None:
        self.ends(self.ada)

        event = SyncEvent.objects.get(action="disconnected")
        assert event.details == {"by": self.wordpress.accounts["ada"].id}

    def test_staff_end_it(self) -> None:
        self.ends(self.eve)

    def test_twice_is_as_once(self) -> None:
        self.ends(self.ada)
        self.ends(self.ada)

    def test_the_copy_stays_and_the_other_site_as_well(self) -> None:
        make_content(self.integration, 1)

        self.ends(self.by_key)

        assert ContentItem.objects.count() == 1
        path = f"/integration/integrations/{self.blogs_integration.pk}/status"
        assert self.by_blogs_key.get(path).json()["data"]["state"] == "ready"

    def test_the_site_is_not_asked(self) -> None:
        self.ends(self.ada)

        assert self.bridge.requests == []
