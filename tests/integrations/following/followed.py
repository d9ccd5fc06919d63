"""A connected site whose structure is known, and a second one of another owner."""

from __future__ import annotations

from typing import Any, NamedTuple

from integrations.api_keys import find_live
from integrations.bridge import client_for
from integrations.callers import SiteCaller
from integrations.connecting import structure
from integrations.connecting.adding import add_site
from integrations.connecting.connection import connect
from integrations.following.sync_content import run
from integrations.models import ContentItem, SiteIntegration, SyncedType, SyncJob
from tests.bridge import FakeBridge
from tests.integrations.connected import SiteMixin, introduction

BLOG = "https://blog.example.test"
Fields = tuple[str, str | None, str | None]  # status, title, slug


class Blog(NamedTuple):
    """A second site, of Carol's."""

    integration: SiteIntegration
    bridge: FakeBridge


def carols_blog() -> Blog:
    bridge, email = FakeBridge(BLOG), "carol@blog.example.test"
    client_for(BLOG).session.mount(BLOG, bridge)
    site, key = add_site(BLOG, name="Blog", email=email, owner_id=3)
    found = find_live(key)
    assert found
    connect(SiteCaller(found), introduction(bridge, email=email))
    integration = SiteIntegration.objects.select_related("site").get(site=site)
    structure.fetch(integration)
    return Blog(integration, bridge)


class FollowedMixin(SiteMixin):
    """Ada's shop: its bridge has told what types it has, and nothing of them is here."""

    def setUp(self) -> None:
        super().setUp()
        self.connect()
        structure.fetch(self.integration)
        self.bridge.requests.clear()

    def follow(self, **options: Any) -> SyncJob:
        """Let a run take place, as a person's does: to head."""
        job = run(self.integration, **{"until_head": True, **options})
        assert job is not None
        return job

    def one_pass(self, **options: Any) -> SyncJob:
        return self.follow(until_head=False, **options)

    def type(self, slug: str = "post") -> SyncedType:
        return SyncedType.objects.get(integration=self.integration, slug=slug)

    def item(self, external_id: int, slug: str = "post") -> ContentItem:
        return self.type(slug).items.get(external_id=external_id)

    def copy(self) -> dict[tuple[str, int], Fields]:
        """Return what is live here."""
        live = ContentItem.objects.live().filter(type__integration=self.integration)
        rows = live.values_list("type__slug", "external_id", "status", "title", "slug")
        return {
            (type_, id_): (status, title, slug)
            for type_, id_, status, title, slug in rows
        }

    def original(self) -> dict[tuple[str, int], Fields]:
        """Return what the site would deliver."""
        site = self.bridge.site
        rows = ((key, site.delivered(x)) for key in site.types for x in site.live(key))
        return {
            (slug, row["id"]): (row["status"], row["title"], row["slug"])
            for (_, slug), row in rows
        }

    def asked(self) -> list[str]:
        """Return which routes were asked, and forget them."""
        paths = [x.path.rpartition("/")[2] for x in self.bridge.requests]
        self.bridge.requests.clear()
        return paths
