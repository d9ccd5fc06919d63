"""A structure, pushed or fetched: what it may change, what it must not, and in which order."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
import requests
from django.test import TestCase
from django.utils import timezone
from rest_framework.exceptions import ValidationError

from integrations.connecting.adding import add_site
from integrations.connecting.connection import disconnect
from integrations.connecting.content_types import change_type
from integrations.connecting.structure import (
    MOST_MISSING,
    Received,
    fetch,
    receive,
    remember_versions,
)
from integrations.credentials import seal
from integrations.exceptions import (
    AnotherSite,
    NotConnected,
    SiteBadAnswer,
    StructureOutdated,
)
from integrations.models import (
    ContentItem,
    Kind,
    SiteIntegration,
    SyncedType,
    SyncEvent,
)
from tests.bridge import BRIDGE, URL
from tests.databases import Database
from tests.integrations.concurrency import all_at_once
from tests.integrations.connected import (
    ConnectedMixin,
    SiteMixin,
    structure,
    structure_as_sent,
)
from tests.stress import rounds
from tests.transport import Received as Request
from tests.transport import Says
from wpclient.credentials import Credentials

NOON = "2026-11-28T12:00:00Z"
ELEVEN = "2026-11-28T11:00:00Z"
POSTS = {"label": "Posts", "count": 388}


class PushTests(SiteMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.connect()

    def type(self, slug: str, kind: Kind = Kind.POST_TYPE) -> SyncedType:
        return SyncedType.objects.get(slug=slug, kind=kind)

    @property
    def config(self) -> Any:
        return self.integration.config_json

    def test_what_is_stored(self) -> None:
        now = timezone.now()

        received = receive(self.integration, structure(timestamp=NOON), now=now)

        assert received == Received(2, 1, now, unchanged=False)
        assert self.config == {
            "content_types": {
                "post_types": {
                    "post": {"label": "Posts", "count": 388},
                    "page": {"label": "Pages", "count": 45},
                },
                "taxonomies": {"category": {"label": "Categories", "count": 12}},
                "last_structure_fetch": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
            },
            "plugin_connection_enabled": True,
            "two_way_sync_enabled": False,
            "admin_url": f"{URL}/wp-admin/",
            "versions": {"bridge": "1.0.0", "wordpress": "6.8.3"},
        }
        assert self.integration.structure_at == now
        assert self.integration.structure_source_at == datetime.fromisoformat(NOON)
        assert {(one.kind, one.slug) for one in self.integration.types.all()} == {
            ("post_type", "post"),
            ("post_type", "page"),
            ("taxonomy", "category"),
        }

    def test_a_post_type_and_a_taxonomy_may_share_a_slug(self) -> None:
        types = {"product": {"label": "Products", "count": 1}}

        self.push(post_types=types, taxonomies=types)

        assert SyncedType.objects.filter(slug="product").count() == 2

    def test_enabled_and_limit_count_at_first_sight(self) -> None:
        self.push(post_types={"post": {**POSTS, "enabled": False, "fetch_limit": 7}})
        post = self.type("post")
        assert (post.enabled, post.fetch_limit) == (False, 7)
        assert self.type("category", Kind.TAXONOMY).fetch_limit == 100

        change_type(self.integration, Kind.POST_TYPE, "post", enabled=True)
        changed = {**POSTS, "count": 389, "enabled": False, "fetch_limit": 9}
        self.push(post_types={"post": changed})

        post = self.type("post")
        assert (post.enabled, post.fetch_limit) == (True, 7)

    def test_label_count_and_flags_are_wordpress_s(self) -> None:
        self.push()
        self.push(
            post_types={"post": {"label": "Articles <b>", "count": 0}},
            plugin_connection_enabled=False,
            two_way_sync_enabled=True,
        )

        posts = self.config["content_types"]["post_types"]["post"]
        assert posts == {"label": "Articles <b>", "count": 0}
        assert not self.integration.sync_is_on
        assert self.integration.two_way_is_on

    def test_a_missing_type_keeps_everything_and_gets_a_date(self) -> None:
        self.push()
        SyncedType.objects.filter(slug="page").update(enabled=False, cursor=913)
        now = timezone.now()

        receive(self.integration, structure(post_types={"post": POSTS}), now=now)

        page = self.type("page")
        assert (page.missing_since, page.enabled, page.cursor) == (now, False, 913)
        pages = self.config["content_types"]["post_types"]["page"]
        assert pages == {"label": "Pages", "count": 45}
        assert self.type("post").missing_since is None

    def test_it_is_missing_since_the_first_push_without_it(self) -> None:
        self.push()
        now = timezone.now()
        receive(self.integration, structure(taxonomies={}), now=now)

        receive(self.integration, structure(taxonomies={}, post_types={"post": POSTS}))

        assert self.type("category", Kind.TAXONOMY).missing_since == now

    def test_a_type_that_is_there_again(self) -> None:
        self.push()
        self.push(taxonomies={})

        self.push()

        assert not SyncedType.objects.exclude(missing_since=None).exists()
        assert SyncedType.objects.count() == 3

    def test_the_same_again_moves_only_times(self) -> None:
        self.push(timestamp=ELEVEN)
        before = SiteIntegration.objects.values().get()
        now = timezone.now()

        # The order of keys and what we don't know say nothing.
        again = dict(reversed(structure_as_sent(timestamp=NOON, new_key=1).items()))
        body = structure(**again)
        received = receive(self.integration, body, now=now)

        after = SiteIntegration.objects.values().get()
        assert received == Received(2, 1, now, unchanged=True)
        assert self.integration.structure_at == now
        assert self.integration.structure_source_at == datetime.fromisoformat(NOON)
        fetched = after["config_json"]["content_types"].pop("last_structure_fetch")
        assert fetched == now.strftime("%Y-%m-%dT%H:%M:%SZ")
        for one in (before, after):
            one["config_json"]["content_types"].pop("last_structure_fetch", None)
            del one["structure_at"], one["structure_source_at"]
        assert after == before
        assert self.events("structure") == ["received"]

    def test_an_older_one_is_refused_and_nothing_written(self) -> None:
        self.push(timestamp=NOON)
        before = SiteIntegration.objects.values().get()

        with pytest.raises(StructureOutdated):
            self.push(timestamp=ELEVEN, post_types={"new": POSTS})

        assert SiteIntegration.objects.values().get() == before
        assert not SyncedType.objects.filter(slug="new").exists()

    def test_one_of_the_same_second_is_taken(self) -> None:
        self.push(timestamp=NOON)
        assert not self.push(timestamp=NOON, taxonomies={}).unchanged

    def test_without_a_time_it_is_of_now(self) -> None:
        self.push()
        assert self.integration.structure_source_at == self.integration.structure_at

    def test_another_site_s_is_refused(self) -> None:
        """A copy of the site has its original's key."""
        before = SiteIntegration.objects.values().get()
        for url in (
            "https://staging.example.test",
            f"{URL}/blog",
            "http://shop.example.test",
            f"{URL}:8443",
        ):
            with pytest.raises(AnotherSite, match=URL):
                self.push(site_url=url)

        assert SiteIntegration.objects.values().get() == before
        assert not SyncedType.objects.exists()
        assert self.events("structure") == ["another_site"] * 4
        assert not SyncEvent.objects.filter(success=True, event_type="structure")

    def test_its_own_address_may_be_spelled_in_another_way(self) -> None:
        self.push(site_url="HTTPS://Shop.Example.test:443/")

    def test_after_a_disconnect_it_is_refused(self) -> None:
        disconnect(self.integration, by=None)

        with pytest.raises(NotConnected):
            self.push()

        assert not SyncedType.objects.exists()

    def test_before_a_connect_too(self) -> None:
        blog, _ = add_site(
            "https://blog.example.test", name="Blog", email="b@x.test", owner_id=None
        )
        with pytest.raises(NotConnected):
            receive(blog.integration, structure(site_url=blog.url))

    def test_no_types_at_all_are_accepted_and_logged(self) -> None:
        received = self.push(post_types={}, taxonomies=[])

        assert (received.post_types_count, received.taxonomies_count) == (0, 0)
        assert self.events("structure") == [
            "received",
            "no_post_types",
            "no_taxonomies",
        ]

    def test_an_admin_url_of_another_host_is_dropped(self) -> None:
        for url, kept in [
            (f"{URL}/wp-admin/", True),
            ("https://shop.example.test:8443/core/wp-admin/", True),
            ("http://shop.example.test/wp-admin/", True),
            ("https://evil.example.test/wp-admin/", False),
            ("https://shop.example.test@evil.example.test/", False),
            ("javascript:alert(1)//shop.example.test", False),
            ("javascript://shop.example.test/%0aalert(1)", False),
            ("//shop.example.test/wp-admin/", False),
            ("https://[shop.example.test", False),
            (None, False),
            ("", False),
        ]:
            with self.subTest(url):
                self.push(admin_url=url)
                assert self.config["admin_url"] == (url if kept else None)

    def test_versions_stay(self) -> None:
        self.push()
        remember_versions(self.integration, bridge="1.1.0", wordpress="7.1")

        self.push(taxonomies={})

        assert self.config["versions"] == {"bridge": "1.1.0", "wordpress": "7.1"}
        assert self.config["plugin_connection_enabled"] is True

    def test_it_takes_the_same_queries_for_any_number_of_types(self) -> None:
        for number in (1, 50):
            types = {f"t{n}": POSTS for n in range(number)}
            with self.assertNumQueries(9):
                self.push(post_types=types)

    def test_names_without_end_do_not_fill_the_table(self) -> None:
        self.push()
        post = self.type("post")
        now = timezone.now()
        ContentItem.objects.create(type=post, external_id=1, seq=1, synced_at=now)
        for batch in range(4):
            types = {f"t{batch}-{n}": POSTS for n in range(150)}
            self.push(post_types=types)

        assert (
            SyncedType.objects.count() == 150 + 1 + MOST_MISSING + 1
        )  # with what is there, and what has content
        assert self.type("post").missing_since
        labels = self.config["content_types"]["post_types"]
        assert len(labels) == SyncedType.objects.filter(kind="post_type").count()
        assert labels["post"] == POSTS


class FetchTests(SiteMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.connect()

    def say(self, sent: Any) -> None:
        path = f"{BRIDGE}/structure"
        self.bridge.instead[path] = Says(200, json.dumps(sent).encode())

    def test_the_bridge_is_asked_and_the_same_is_stored(self) -> None:
        self.bridge.add_post()

        received = fetch(self.integration)

        assert not received.unchanged
        posts = self.integration.config_json["content_types"]["post_types"]["post"]
        assert posts == {"label": "Posts", "count": 1}
        assert fetch(self.integration).unchanged

    def test_nobody_was_heard_by_that(self) -> None:
        SiteIntegration.objects.update(heard_at=None)
        fetch(self.integration)
        assert self.integration.heard_at is None

    def test_one_that_is_not_valid_is_a_bad_answer(self) -> None:
        for mistake in (
            {"post_types": {"Post": POSTS}},
            {"post_types": {"post": {"label": "Posts", "count": True}}},
            {"post_types": {f"t{n}": POSTS for n in range(201)}},
            {"timestamp": "2099-01-01T00:00:00Z"},
            {"site_url": "nonsense"},
            {"padding": "x" * 300_000},
        ):
            with self.subTest(str(mistake)[:60]):
                self.say(structure_as_sent(**mistake))
                with pytest.raises(SiteBadAnswer):
                    fetch(self.integration)
        for answer in ("[]", '"text"', "{}"):
            self.say(json.loads(answer))
            with pytest.raises(SiteBadAnswer):
                fetch(self.integration)

        assert not SyncedType.objects.exists()
        assert self.integration.structure_at is None

    def test_a_push_that_overtakes_it_wins(self) -> None:
        sent = structure_as_sent(timestamp=ELEVEN, taxonomies={})
        self.say(sent)

        def push(received: Request) -> None:
            self.push(timestamp=NOON)

        self.bridge.before = push
        received = fetch(self.integration)

        assert received.unchanged
        assert received.last_structure_fetch == self.integration.structure_at
        category = SyncedType.objects.get(slug="category")
        assert category.missing_since is None

    def test_another_site_at_this_address(self) -> None:
        self.say(structure_as_sent(site_url="https://evil.example.test"))
        with pytest.raises(AnotherSite):
            fetch(self.integration)

    def test_a_site_that_does_not_answer(self) -> None:
        self.bridge.instead[""] = requests.ConnectTimeout()
        before = SiteIntegration.objects.values().get()
        with pytest.raises(Exception, match="ConnectTimeout"):
            fetch(self.integration)
        assert SiteIntegration.objects.values().get() == before


class BodyTests(ConnectedMixin, TestCase):
    """The bounds themselves; the routes' tests send them."""

    def test_mistakes(self) -> None:
        for mistake in (
            {"post_types": {"x" * 21: POSTS}},
            {"taxonomies": {"x" * 33: POSTS}},
            {"post_types": {"": POSTS}},
            {"post_types": {"__proto__": POSTS}},
            {"post_types": {"post": {**POSTS, "count": 2**31}}},
            {"post_types": {"post": {**POSTS, "count": -1}}},
            {"post_types": {"post": {**POSTS, "label": ""}}},
            {"post_types": {"post": {**POSTS, "label": "x" * 201}}},
            {"post_types": {"post": {**POSTS, "label": "two\nlines"}}},
            {"post_types": {"post": {**POSTS, "fetch_limit": 0}}},
            {"post_types": {"post": {**POSTS, "fetch_limit": 1001}}},
            {"post_types": {"post": {**POSTS, "enabled": 1}}},
            {"post_types": {"post": {"count": 1}}},
            {"post_types": ["post"]},
            {"plugin_connection_enabled": "yes"},
            {"timestamp": "2026-11-28T12:00:00"},
            {"timestamp": "yesterday"},
            {"timestamp": 0},
            {"site_url": None},
        ):
            with self.subTest(str(mistake)[:60]), pytest.raises(ValidationError):
                structure(**mistake)

    def test_the_largest(self) -> None:
        types = {f"t{n}": {"label": "x" * 200, "count": 2**31 - 1} for n in range(200)}
        in_4_minutes = (timezone.now() + timedelta(minutes=4)).isoformat()
        structure(post_types=types, taxonomies={}, timestamp=in_4_minutes)


ROUNDS = rounds(short=5, full=50)


def connected(number: int) -> SiteIntegration:
    url = f"https://shop-{number}.example.test"
    site, _ = add_site(url, name="Shop", email="ada@x.test", owner_id=None)
    token = seal(Credentials("restart-bridge", "a password"))
    rows = SiteIntegration.objects.filter(site=site)
    rows.update(credentials=token, connected_at=timezone.now())
    return rows.get()


def push(integration: SiteIntegration, **changes: Any) -> Received:
    body = structure(site_url=integration.site.url, **changes)
    return receive(integration, body)


def test_a_push_and_staff_and_a_run_in_the_same_moment_lose_nothing(
    own_database: Database,
) -> None:
    for number in range(ROUNDS):
        integration = connected(number)
        push(integration, timestamp=ELEVEN)
        posts = SyncedType.objects.filter(integration=integration, slug="post")
        new = {"post": {**POSTS, "count": 9, "enabled": False, "fetch_limit": 5}}

        done = all_at_once(
            partial(push, integration, timestamp=NOON, post_types=new),
            partial(change_type, integration, Kind.POST_TYPE, "post", enabled=False),
            partial(change_type, integration, Kind.POST_TYPE, "post", fetch_limit=9),
            partial(posts.update, cursor=913, reached_head=True),
            partial(push, integration, timestamp=NOON, taxonomies={}),
        )

        assert not [one for one in done if isinstance(one, Exception)]
        post = posts.get()
        assert (post.enabled, post.fetch_limit) == (False, 9)
        assert (post.cursor, post.reached_head) == (913, True)


def test_the_newer_of_two_pushes_at_once_is_what_stays(own_database: Database) -> None:
    for number in range(ROUNDS):
        integration = connected(number)

        older, newer = all_at_once(
            partial(push, integration, timestamp=ELEVEN, post_types={"a": POSTS}),
            partial(push, integration, timestamp=NOON, post_types={"b": POSTS}),
        )

        assert isinstance(older, Received | StructureOutdated)
        assert isinstance(newer, Received)
        types = SyncedType.objects.filter(integration=integration, kind="post_type")
        there = set(types.filter(missing_since=None).values_list("slug", flat=True))
        assert there == {"b"}


def test_two_first_pushes_at_once_make_each_type_once(own_database: Database) -> None:
    for number in range(ROUNDS):
        integration = connected(number)

        done = all_at_once(*[partial(push, integration, timestamp=NOON)] * 3)

        assert sorted(one.unchanged for one in done) == [False, True, True]
        assert SyncedType.objects.filter(integration=integration).count() == 3


def test_versions_and_a_push_at_once(own_database: Database) -> None:
    for number in range(ROUNDS):
        integration = connected(number)

        all_at_once(
            partial(push, integration),
            partial(remember_versions, integration, bridge="2", wordpress="7.1"),
        )

        config = SiteIntegration.objects.get(pk=integration.pk).config_json
        assert config["versions"] == {"bridge": "2", "wordpress": "7.1"}
        assert config["plugin_connection_enabled"] is True
