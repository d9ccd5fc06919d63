"""What a site has beside what we have of it, counted at this moment."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import TestCase
from django.utils import timezone

from integrations.connecting.content_types import change_type, content_types
from integrations.exceptions import TypeNotFound
from integrations.models import ContentItem, Kind, SyncedType
from tests.integrations.connected import ConnectedMixin, SiteMixin


def add_items(slug: str, number: int, **fields: Any) -> None:
    type_ = SyncedType.objects.get(slug=slug)
    first = ContentItem.objects.count() + 1
    ContentItem.objects.bulk_create(
        ContentItem(
            type=type_, external_id=id_, seq=id_, synced_at=timezone.now(), **fields
        )
        for id_ in range(first, first + number)
    )


class NothingPushedTests(SiteMixin, TestCase):
    def test_empty_maps(self) -> None:
        self.connect()

        assert content_types(self.integration) == {
            "state": "connected",
            "structure_fetched": False,
            "last_structure_fetch": None,
            "plugin_connection_enabled": False,
            "two_way_sync_enabled": False,
            "post_types": {},
            "taxonomies": {},
        }


class ContentTypesTests(ConnectedMixin, TestCase):
    def test_the_whole(self) -> None:
        add_items("post", 3)

        integration = self.integration
        assert content_types(integration) == {
            "state": "ready",
            "structure_fetched": True,
            "last_structure_fetch": integration.structure_at,
            "plugin_connection_enabled": True,
            "two_way_sync_enabled": False,
            "post_types": {
                "post": entry("Posts", 388, synced_count=3),
                "page": entry("Pages", 45),
            },
            "taxonomies": {"category": entry("Categories", 12)},
        }

    def test_the_order_is_wordpress_s(self) -> None:
        assert list(content_types(self.integration)["post_types"]) == ["post", "page"]

    def test_tombstones_are_not_counted(self) -> None:
        add_items("post", 2)
        add_items("post", 5, deleted_at=timezone.now())

        assert self.posts()["synced_count"] == 2

    def test_more_than_wordpress_says_are_counted_too(self) -> None:
        self.push(post_types={"post": {"label": "Posts", "count": 1}})
        add_items("post", 2)

        assert (self.posts()["count"], self.posts()["synced_count"]) == (1, 2)

    def test_rows_of_a_disabled_type_stay_and_are_counted(self) -> None:
        add_items("post", 2)
        change_type(self.integration, Kind.POST_TYPE, "post", enabled=False)

        assert (self.posts()["enabled"], self.posts()["synced_count"]) == (False, 2)

    def test_a_missing_type_is_shown_with_its_date(self) -> None:
        self.push(taxonomies={})

        category = content_types(self.integration)["taxonomies"]["category"]
        assert category["missing_since"] == self.integration.structure_at
        assert (category["label"], category["count"]) == ("Categories", 12)

    def test_two_queries_for_any_number_of_types(self) -> None:
        """The third of the route is the one that finds the integration."""
        for number in (2, 100):
            types = {f"t{n}": {"label": "T", "count": n} for n in range(number)}
            self.push(post_types=types)
            integration = self.integration
            with self.assertNumQueries(2):
                content_types(integration)

    def test_no_site_is_asked(self) -> None:
        self.bridge.requests.clear()
        content_types(self.integration)
        assert self.bridge.requests == []

    def posts(self) -> dict[str, Any]:
        posts: dict[str, Any] = content_types(self.integration)["post_types"]["post"]
        return posts


class ChangeTypeTests(ConnectedMixin, TestCase):
    def test_only_what_is_given_changes(self) -> None:
        changed = change_type(self.integration, Kind.POST_TYPE, "post", fetch_limit=7)
        assert changed == entry("Posts", 388, fetch_limit=7)

        changed = change_type(self.integration, Kind.POST_TYPE, "post", enabled=False)
        assert changed == entry("Posts", 388, fetch_limit=7, enabled=False)
        assert change_type(self.integration, Kind.POST_TYPE, "post") == changed

    def test_no_other_type(self) -> None:
        types = {"product": {"label": "Products", "count": 1}}
        self.push(post_types=types, taxonomies=types)

        change_type(self.integration, Kind.TAXONOMY, "product", enabled=False)

        disabled = SyncedType.objects.get(enabled=False)
        assert (disabled.kind, disabled.slug) == ("taxonomy", "product")

    def test_one_that_is_not_there(self) -> None:
        for kind, slug in ((Kind.TAXONOMY, "post"), (Kind.POST_TYPE, "nonsense")):
            with pytest.raises(TypeNotFound):
                change_type(self.integration, kind, slug, enabled=False)


def entry(label: str, count: int, **changes: Any) -> dict[str, Any]:
    return {
        "label": label,
        "count": count,
        "synced_count": 0,
        "enabled": True,
        "fetch_limit": 100,
        "last_synced_at": None,
        "missing_since": None,
        **changes,
    }
