"""GET /integration/integrations/{id}/content-types: what a site has, and what we have."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from integrations.models import Kind, SiteIntegration, SyncedType
from tests.integrations.connected import structure_as_sent
from tests.integrations.sites import SitesMixin, make_content


class ContentTypesTests(SitesMixin, TestCase):
    def push(self, **changes: Any) -> None:
        path = f"{self.path}/update-structure"
        response = self.by_key.post(path, structure_as_sent(**changes))
        assert response.status_code == 200

    def data(self) -> dict[str, Any]:
        response = self.ada.get(f"{self.path}/content-types")
        assert response.status_code == 200
        assert response.json()["success"] is True
        return dict(response.json()["data"])

    def test_shows_what_was_pushed_and_what_is_here(self) -> None:
        self.push(
            post_types={"post": {"label": "Posts", "count": 388}},
            taxonomies={"category": {"label": "Categories", "count": 12}},
        )
        for number in (1, 2, 3):
            make_content(self.integration, number)
        make_content(
            self.integration, 4, title=None, slug=None, deleted_at=timezone.now()
        )
        make_content(
            self.integration, 1, kind=Kind.TAXONOMY, type_slug="category", title="A"
        )

        data = self.data()

        fetched = data.pop("last_structure_fetch")
        assert fetched.endswith("Z")
        entry = {
            "enabled": True,
            "fetch_limit": 100,
            "last_synced_at": None,
            "missing_since": None,
        }
        assert data == {
            "state": "ready",
            "structure_fetched": True,
            "plugin_connection_enabled": True,
            "two_way_sync_enabled": False,
            "post_types": {
                "post": {"label": "Posts", "count": 388, "synced_count": 3, **entry}
            },
            "taxonomies": {
                "category": {
                    "label": "Categories",
                    "count": 12,
                    "synced_count": 1,
                    **entry,
                }
            },
        }

    def test_everybody_who_may_sees_the_same(self) -> None:
        self.push()
        path = f"{self.path}/content-types"

        answers = {
            caller.get(path).content for caller in (self.ada, self.eve, self.by_key)
        }

        assert len(answers) == 1

    def test_what_was_never_pushed_is_empty(self) -> None:
        SiteIntegration.objects.filter(pk=self.integration.pk).update(
            structure_at=None, config_json={}
        )

        assert self.data() == {
            "state": "connected",
            "structure_fetched": False,
            "last_structure_fetch": None,
            "plugin_connection_enabled": False,
            "two_way_sync_enabled": False,
            "post_types": {},
            "taxonomies": {},
        }

    def test_more_here_than_there_is_shown_as_it_is(self) -> None:
        self.push(post_types={"post": {"label": "Posts", "count": 1}})
        for number in (1, 2, 3):
            make_content(self.integration, number)

        entry = self.data()["post_types"]["post"]

        assert (entry["count"], entry["synced_count"]) == (1, 3)

    def test_types_that_are_gone_stay_with_their_rows(self) -> None:
        self.push()
        make_content(self.integration, 1, type_slug="page")
        self.push(post_types={"post": {"label": "Posts", "count": 1}})

        page = self.data()["post_types"]["page"]

        assert page["missing_since"].endswith("Z")
        assert page["synced_count"] == 1

    def test_a_type_and_a_taxonomy_may_share_a_slug(self) -> None:
        self.push(
            post_types={"genre": {"label": "Books", "count": 1}},
            taxonomies={"genre": {"label": "Genres", "count": 2}},
        )
        make_content(self.integration, 1, type_slug="genre")

        data = self.data()

        assert data["post_types"]["genre"]["synced_count"] == 1
        assert data["taxonomies"]["genre"]["synced_count"] == 0

    def test_labels_come_as_they_are(self) -> None:
        label = "<script>alert(1)</script>"
        self.push(post_types={"post": {"label": label, "count": 1}})

        response = self.ada.get(f"{self.path}/content-types")

        assert response.json()["data"]["post_types"]["post"]["label"] == label
        assert response.headers["Content-Type"] == "application/json"

    def queries(self, number: int) -> int:
        many = {f"type-{n}": {"label": "T", "count": n} for n in range(number)}
        self.push(post_types=many, taxonomies={})
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert len(self.data()["post_types"]) == number
        return len(queries)

    def test_three_queries_whatever_the_number_of_types(self) -> None:
        """Ada is known from the cache, so that hers are all of them."""
        self.ada.get("/registries")

        assert self.queries(1) == 3
        assert self.queries(100) == 3
        assert SyncedType.objects.count() == 100

    def test_no_wordpress_is_asked(self) -> None:
        self.push()
        self.data()
        self.wordpress.requests.clear()

        self.data()

        assert self.wordpress.requests == self.bridge.requests == []
