"""PATCH …/content-types/{kind}/{slug}: whether a type is followed, and how fast."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.test import TestCase

from integrations.models import Kind, SyncedType
from tests.integrations.connected import structure_as_sent
from tests.integrations.sites import SitesMixin, make_content
from tests.restart_registry.stored import changed, stored

NO_BOOLEANS: list[Any] = [1, 0, "true", None, [], {}]
NO_LIMITS: list[Any] = [0, -1, 1001, 2**63, 1.5, "9", True, None]
WRONG: list[dict[str, Any]] = [
    *({"enabled": value} for value in NO_BOOLEANS),
    *({"fetch_limit": value} for value in NO_LIMITS),
]
NO_TYPES = [
    "post_types/none",
    "taxonomies/post",
    "post_type/post",
    "users/post",
    "post_types/Post",
    "post_types/__proto__",
    "post_types/%00",
    "post_types/%ff",
    f"post_types/{'x' * 5000}",
    "post_types/po%0ast",
]


class ChangeContentTypeTests(SitesMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.by_key.post(f"{self.path}/update-structure", structure_as_sent())
        self.types = f"{self.path}/content-types"

    def change(self, body: Any, path: str = "post_types/post") -> Any:
        cache.clear()  # else the thirty-first is a 429
        return self.ada.patch(f"{self.types}/{path}", body)

    def test_it_is_changed(self) -> None:
        make_content(self.integration, 1)

        response = self.change({"enabled": False, "fetch_limit": 1000})

        assert response.status_code == 200
        assert response.json() == {
            "success": True,
            "data": {
                "label": "Posts",
                "count": 388,
                "synced_count": 1,
                "enabled": False,
                "fetch_limit": 1000,
                "last_synced_at": None,
                "missing_since": None,
            },
        }
        shown = self.ada.get(self.types).json()["data"]["post_types"]["post"]
        assert shown == response.json()["data"]

    def test_only_what_is_named_is_changed(self) -> None:
        self.change({"enabled": False})
        self.change({"fetch_limit": 1})
        response = self.change({})

        assert response.status_code == 200
        post = SyncedType.objects.get(integration=self.integration, slug="post")
        assert (post.enabled, post.fetch_limit) == (False, 1)

    def test_a_taxonomy(self) -> None:
        response = self.change({"enabled": False}, "taxonomies/category")

        assert response.status_code == 200
        assert response.json()["data"]["label"] == "Categories"
        off = SyncedType.objects.get(enabled=False)
        assert (off.kind, off.slug) == (Kind.TAXONOMY, "category")

    def test_a_push_leaves_it_as_it_is(self) -> None:
        self.change({"enabled": False, "fetch_limit": 5})
        types = {"post": {"label": "News", "count": 9, "enabled": True}}

        pushed = structure_as_sent(post_types=types)
        self.by_key.post(f"{self.path}/update-structure", pushed)

        post = SyncedType.objects.get(integration=self.integration, slug="post")
        assert (post.enabled, post.fetch_limit) == (False, 5)

    def test_unknown_keys_change_nothing(self) -> None:
        before = stored(self.wordpress)

        response = self.change({"cursor": 9, "label": "x", "slug": "y", "kind": 1})

        assert response.status_code == 200
        assert changed(before, self.wordpress) == []

    def test_what_is_no_type(self) -> None:
        before = stored(self.wordpress)
        for path in NO_TYPES:
            with self.subTest(path[:40]):
                response = self.change({"enabled": False}, path)

                assert response.status_code == 404
                assert response.json()["error"] == "Content type not found"
                assert "not found" in response.json()["detail"]
                assert self.nobody.patch(f"{self.types}/{path}", {}).status_code == 401
        assert changed(before, self.wordpress) == []

    def test_what_is_wrong_is_not_stored(self) -> None:
        before = stored(self.wordpress)
        for body in WRONG:
            with self.subTest(body):
                response = self.change(body)

                assert response.status_code == 422
                [error] = response.json()["errors"]
                assert error["loc"] == ["body", *body]
        for raw in (b"", b"{", b"[]", b"null", b'"x"'):
            assert self.change(raw).status_code == 422
        assert self.change(b" " * (256 * 1024 + 1)).status_code == 413
        assert changed(before, self.wordpress) == []
