"""Two connected sites: Ada owns the shop, Dora the blog. Carol owns none, Eve is staff."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from integrations.api_keys import issue
from integrations.bridge import client_for
from integrations.credentials import seal
from integrations.models import (
    ContentItem,
    Kind,
    Site,
    SiteIntegration,
    SyncedType,
)
from tests.bridge import URL, FakeBridge
from tests.worlds import Caller, FakeWordPressMixin

BLOG = "https://blog.example.test"


def make_site(url: str = URL, owner_id: int | None = None, **fields: Any) -> Site:
    name = url.partition("://")[2].partition(".")[0]
    site = Site(name=name, url=url, email=f"owner@{name}.test", owner_id=owner_id)
    for field, value in fields.items():
        setattr(site, field, value)
    site.save()
    return site


def connected(site: Site, **facts: Any) -> SiteIntegration:
    """Let it be connected and checked, with a structure and synced a moment ago."""
    now = timezone.now()
    stored = {
        "credentials": seal(FakeBridge().service),
        "config_json": {
            "content_types": {"post_types": {}, "taxonomies": {}},
            "plugin_connection_enabled": True,
            "two_way_sync_enabled": False,
            "admin_url": f"{site.url}/wp-admin/",
        },
        "connected_at": now,
        "heard_at": now,
        "structure_at": now,
        "checked_at": now,
        "checks": [{"name": "address_answers", "ok": True, "hint": ""}],
        "last_synced_at": now,
        **facts,
    }
    SiteIntegration.objects.filter(site=site).update(**stored)
    return SiteIntegration.objects.get(site=site)


def make_content(
    integration: SiteIntegration,
    external_id: int,
    *,
    kind: Kind = Kind.POST_TYPE,
    type_slug: str = "post",
    **fields: Any,
) -> ContentItem:
    """Make a copy of an object as a pass makes it; its type, too."""
    synced, _ = SyncedType.objects.get_or_create(
        integration=integration, kind=kind, slug=type_slug
    )
    stored = {
        "seq": external_id,
        "status": "publish",
        "title": f"Kettle {external_id}",
        "slug": f"kettle-{external_id}",
        "checksum": 2**32 - external_id,
        "synced_at": timezone.now(),
        **fields,
    }
    return ContentItem.objects.create(type=synced, external_id=external_id, **stored)


class SitesMixin(FakeWordPressMixin):
    """Ada's shop and Dora's blog, which call with their keys, and their bridges."""

    def setUp(self) -> None:
        super().setUp()
        self.wordpress.add_account("dora")
        self.dora = self.caller("dora")
        self.shop = make_site(owner_id=self.wordpress.accounts["ada"].id)
        self.blog = make_site(BLOG, self.wordpress.accounts["dora"].id)
        self.key = issue(self.shop, created_by=None)
        self.by_key = bearer(self.key)
        self.by_blogs_key = bearer(issue(self.blog, created_by=None))
        self.addCleanup(client_for.cache_clear)
        self.bridge, self.blogs_bridge = FakeBridge(), FakeBridge(BLOG)
        for bridge in (self.bridge, self.blogs_bridge):
            client_for(bridge.url).session.mount(bridge.url, bridge)
        self.integration = connected(self.shop)
        self.blogs_integration = connected(self.blog)
        self.path = f"/integration/integrations/{self.integration.pk}"


def bearer(key: str) -> Caller:
    return Caller(f"Bearer {key}")
