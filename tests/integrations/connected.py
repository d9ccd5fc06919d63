"""A site with its bridge, which connects as in life: by its key and its password."""

from __future__ import annotations

from typing import Any

from django.test import SimpleTestCase
from django.utils.dateparse import parse_datetime

from integrations.api_keys import find_live
from integrations.bridge import client_for
from integrations.callers import SiteCaller
from integrations.connecting.adding import add_site
from integrations.connecting.connection import Connected, connect
from integrations.connecting.structure import Received, receive
from integrations.connecting.structure_body import StructureBody
from integrations.models import SiteIntegration, SyncEvent
from tests.bridge import URL, FakeBridge

EMAIL = "ada@shop.example.test"


class SiteMixin(SimpleTestCase):
    """Ada's shop, which has its key and hasn't connected yet, and its bridge."""

    def setUp(self) -> None:
        super().setUp()
        self.addCleanup(client_for.cache_clear)
        self.bridge = FakeBridge()
        client_for(URL).session.mount(URL, self.bridge)
        self.site, self.key = add_site(URL, name="Shop", email=EMAIL, owner_id=1)

    @property
    def integration(self) -> SiteIntegration:
        """As it is stored at this moment."""
        return SiteIntegration.objects.get(site=self.site)

    def caller(self, key: str = "") -> SiteCaller:
        found = find_live(key or self.key)
        assert found
        return SiteCaller(found)

    def connect(self, **changes: Any) -> Connected:
        return connect(self.caller(), introduction(self.bridge, **changes))

    def push(self, **changes: Any) -> Received:
        return receive(self.integration, structure(**changes))

    def events(self, event_type: str) -> list[str]:
        """Return what was done, the oldest first."""
        events = SyncEvent.objects.filter(event_type=event_type).order_by("pk")
        return list(events.values_list("action", flat=True))


class ConnectedMixin(SiteMixin):
    """The same, connected and with a structure."""

    def setUp(self) -> None:
        super().setUp()
        self.connect()
        self.push()


def introduction(bridge: FakeBridge, **changes: Any) -> dict[str, Any]:
    """Return the valid body of connect."""
    return {
        "site_url": bridge.url,
        "email": EMAIL,
        "username": bridge.service.username,
        "application_password": bridge.service.password,
        "bridge_version": "1.0.0",
        "wordpress_version": "6.8.3",
        **changes,
    }


def structure(**changes: Any) -> dict[str, Any]:
    """Return the valid body of update-structure, as a route has read it."""
    return dict(StructureBody().run_validation(structure_as_sent(**changes)))


def structure_as_sent(**changes: Any) -> dict[str, Any]:
    sent = {
        "post_types": {
            "post": {"label": "Posts", "count": 388},
            "page": {"label": "Pages", "count": 45},
        },
        "taxonomies": {"category": {"label": "Categories", "count": 12}},
        "plugin_connection_enabled": True,
        "two_way_sync_enabled": False,
        "site_url": URL,
        "admin_url": f"{URL}/wp-admin/",
        **changes,
    }
    return {name: value for name, value in sent.items() if value is not None}


def at(text: str) -> Any:
    return parse_datetime(text)
