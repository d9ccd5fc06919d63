"""POST /integration/integrations/{id}/update-structure: a site says what it has."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.test import TestCase
from django.utils import timezone

from integrations.models import SiteIntegration, SyncedType
from integrations.rest.base import MOST_BYTES
from tests.integrations.connected import structure_as_sent
from tests.integrations.sites import SitesMixin
from tests.restart_registry.stored import changed, stored
from tests.restart_registry.test_bad_input import NO_OBJECT, NOT_JSON

POST = {"label": "Posts", "count": 388}
LARGEST = 2**31 - 1


def types(number: int) -> dict[str, Any]:
    return {f"type-{n}": POST for n in range(number)}


def a_type(**changes: Any) -> dict[str, Any]:
    fields = {**POST, **changes}
    kept = {name: value for name, value in fields.items() if value is not ...}
    return {"post_types": {"post": kept}}


def post_types(slug: str) -> dict[str, Any]:
    return {"post_types": {slug: POST}}


def written(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


NO_SLUGS = ["", "Post", "po st", "p.o", "pöst", "post\n", "p\x00", "__proto__", "<b>"]
NO_MAPS: list[Any] = ["post", 5, True, None, [POST], ["post"]]
NO_BOOLEANS: list[Any] = [0, 1, "true", None, [], {}]
# `...` leaves the field out.
OF_A_TYPE: dict[str, list[Any]] = {
    "label": [
        "",
        "x" * 201,
        5,
        None,
        True,
        ["Posts"],
        "a\nb",
        "a\x00b",
        "a\u2028b",
        ...,
    ],
    "count": [-1, LARGEST + 1, 2**63, 2**64, "388", True, False, None, 1.5, [1], ...],
    "enabled": NO_BOOLEANS,
    "fetch_limit": [0, 1001, -1, True, "9", None],
}
NO_TIMES: list[Any] = [
    "2099-01-01T00:00:00Z",
    "now",
    "",
    5,
    True,
    "2026-11-28",
    "2026-11-28T10:00:00",
    "2026-13-28T10:00:00Z",
    "0001-01-01T00:00:00+23:59",
    "9999-12-31T23:59:59-23:59",
]
ADMIN = "https://shop.example.test/wp-admin/"
OF_A_BODY: dict[str, list[Any]] = {
    "post_types": [*NO_MAPS, *({slug: POST} for slug in (*NO_SLUGS, "x" * 21))],
    "taxonomies": [*NO_MAPS, *({slug: POST} for slug in (*NO_SLUGS, "x" * 33))],
    "plugin_connection_enabled": NO_BOOLEANS,
    "two_way_sync_enabled": NO_BOOLEANS,
    "timestamp": NO_TIMES,
    "site_url": ["shop", 5, None, "https://a b/\x00", "x" * 201],
    "admin_url": [5, [ADMIN], ADMIN + "x" * 2000, f"{ADMIN}\x00"],
}
# What is sent, and the field that is named.
WRONG: list[tuple[dict[str, Any], str]] = [
    *(({name: value}, name) for name, values in OF_A_BODY.items() for value in values),
    *(
        (a_type(**{name: value}), name)
        for name, values in OF_A_TYPE.items()
        for value in values
    ),
    *(({"post_types": {"post": value}}, "post") for value in NO_MAPS),
]


class UpdateStructureTests(SitesMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.path = f"{self.path}/update-structure"

    def push(self, **changes: Any) -> Any:
        cache.clear()  # else the thirty-first is a 429
        return self.by_key.post(self.path, structure_as_sent(**changes))

    def stored_config(self) -> dict[str, Any]:
        config = SiteIntegration.objects.get(pk=self.integration.pk).config_json
        return dict(config)

    def test_it_is_stored(self) -> None:
        response = self.push()

        assert response.status_code == 200
        data = response.json()["data"]
        fetched = data.pop("last_structure_fetch")
        assert response.json()["success"] is True
        assert data == {
            "message": "Site structure updated successfully",
            "post_types_count": 2,
            "taxonomies_count": 1,
            "unchanged": False,
        }
        assert fetched.endswith("Z")
        age = timezone.now() - datetime.fromisoformat(fetched)
        assert age < timedelta(minutes=1)
        assert self.stored_config()["content_types"]["post_types"]["page"] == {
            "label": "Pages",
            "count": 45,
        }
        assert self.wordpress.requests == self.bridge.requests == []

    def test_a_trailing_slash_changes_nothing(self) -> None:
        response = self.by_key.post(f"{self.path}/", structure_as_sent())

        assert response.status_code == 200
        assert self.stored_config()["content_types"]["post_types"]

    def test_the_same_again_is_unchanged(self) -> None:
        self.push(timestamp="2026-11-20T10:00:00Z")

        again = self.push(timestamp="2026-11-20T10:00:01Z")

        assert again.status_code == 200
        assert again.json()["data"]["unchanged"] is True

    def test_an_older_one_is_refused(self) -> None:
        self.push(timestamp="2026-11-20T10:00:01Z")
        before = stored(self.wordpress)

        response = self.push(timestamp="2026-11-20T10:00:00Z", **a_type(count=1))

        assert response.status_code == 409
        assert response.json()["error"] == "Structure outdated"
        assert changed(before, self.wordpress) == []

    def test_clocks_may_differ_by_five_minutes(self) -> None:
        now = timezone.now()
        for ahead, status in ((4, 200), (6, 422)):
            moment = written(now + timedelta(minutes=ahead))
            assert self.push(timestamp=moment).status_code == status

    def test_a_time_may_stand_in_any_zone(self) -> None:
        self.push(timestamp="2026-11-20T12:00:00+02:00")

        stored_at = SiteIntegration.objects.get(
            pk=self.integration.pk
        ).structure_source_at
        assert stored_at == datetime(2026, 11, 20, 10, tzinfo=UTC)

    def test_a_copy_with_its_originals_key(self) -> None:
        self.push()
        before = stored(self.wordpress)

        response = self.push(site_url="https://staging.example.test")

        assert response.status_code == 409
        assert response.json()["error"] == "Another site"
        assert changed(before, self.wordpress) == ["integrations.SyncEvent"]

    def test_a_site_that_is_not_connected(self) -> None:
        self.push()
        SiteIntegration.objects.filter(pk=self.integration.pk).update(
            credentials=None, disconnected_at=timezone.now()
        )
        before = stored(self.wordpress)

        response = self.push(**a_type(count=1))

        assert response.status_code == 409
        assert response.json()["error"] == "Not connected"
        assert changed(before, self.wordpress) == []

    def test_enabled_and_limit_count_at_first_sight(self) -> None:
        self.push(**a_type(enabled=False, fetch_limit=7))
        self.push(**a_type(enabled=True, fetch_limit=9))

        post = SyncedType.objects.get(integration=self.integration, slug="post")
        assert (post.enabled, post.fetch_limit) == (False, 7)

    def test_no_types_are_accepted(self) -> None:
        """PHP writes an object without anything in it as a list."""
        none: tuple[Any, ...] = ({}, [], None)
        for name in ("post_types", "taxonomies"):
            for empty in none:  # None: structure_as_sent leaves the key out
                with self.subTest(name, empty=empty):
                    response = self.push(**{name: empty})

                    assert response.status_code == 200
                    assert response.json()["data"][f"{name}_count"] == 0

    def test_the_largest_that_is_taken(self) -> None:
        label = "<script>alert(1)</script> ünï & " + "x" * 150
        largest = a_type(label=label, count=LARGEST, fetch_limit=1000)

        assert self.push(**largest).status_code == 200
        assert self.stored_config()["content_types"]["post_types"]["post"] == {
            "label": label,
            "count": LARGEST,
        }
        for many in (
            {"post_types": types(200), "taxonomies": {}},
            {"post_types": types(100), "taxonomies": types(100)},
            {"post_types": {"x" * 20: POST}, "taxonomies": {"y" * 32: POST}},
            {"post_types": {"a_b-9": {**POST, "count": 0}}},
        ):
            assert self.push(**many).status_code == 200

    def test_more_than_200_types(self) -> None:
        self.push()
        before = stored(self.wordpress)
        for many in (
            {"post_types": types(201), "taxonomies": {}},
            {"post_types": types(101), "taxonomies": types(100)},
        ):
            response = self.push(**many)

            assert response.status_code == 422
            assert "200" in response.json()["detail"]
            assert changed(before, self.wordpress) == []

    def test_256_kib_and_one_byte_more(self) -> None:
        self.push()
        before = stored(self.wordpress)
        body = json.dumps(structure_as_sent()).encode()

        def padded(size: int) -> bytes:
            return body + b" " * (size - len(body))

        assert self.by_key.post(self.path, padded(MOST_BYTES + 1)).status_code == 413
        assert self.by_key.post(self.path, padded(257 * 1024)).status_code == 413
        assert changed(before, self.wordpress) == []
        assert self.by_key.post(self.path, padded(MOST_BYTES)).status_code == 200

    def test_unknown_keys_are_ignored(self) -> None:
        response = self.push(users=[1], **a_type(secret="x"))

        assert response.status_code == 200
        assert "secret" not in json.dumps(self.stored_config())

    def test_an_admin_of_another_host_is_dropped(self) -> None:
        for url in ("https://evil.example/wp-admin/", "javascript:alert(1)", "x"):
            assert self.push(admin_url=url).status_code == 200
            assert "evil" not in json.dumps(self.stored_config())
            assert "alert" not in json.dumps(self.stored_config())

    def test_what_is_wrong_is_not_stored(self) -> None:
        self.push()
        before = stored(self.wordpress)
        for changes, field in WRONG:
            with self.subTest(repr(changes)[:70]):
                cache.clear()
                body = {**structure_as_sent(), **changes}
                response = self.by_key.post(self.path, body)

                assert response.status_code == 422
                assert response.json()["error"] == "Invalid"
                errors = response.json()["errors"]
                assert {error["loc"][-1] for error in errors} == {field}, errors
        assert changed(before, self.wordpress) == []

    def test_what_must_be_there(self) -> None:
        self.push()
        before = stored(self.wordpress)
        for name in ("plugin_connection_enabled", "two_way_sync_enabled", "site_url"):
            response = self.push(**{name: None})

            assert response.status_code == 422
            assert response.json()["errors"][0]["loc"] == ["body", name]
        assert changed(before, self.wordpress) == []

    def test_what_is_no_strict_json(self) -> None:
        self.push()
        before = stored(self.wordpress)
        for body in (*NOT_JSON, *NO_OBJECT):
            with self.subTest(body[:40]):
                cache.clear()
                response = self.by_key.post(self.path, body)

                assert response.status_code in (413, 422)
                assert response.json()["success"] is False
        for content_type in ("text/plain", "application/xml"):
            response = self.by_key.post(self.path, {}, content_type=content_type)
            assert response.status_code == 415
        assert changed(before, self.wordpress) == []
