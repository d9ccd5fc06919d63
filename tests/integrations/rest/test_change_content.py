"""Tests of PATCH /integration/content/{id}: a title or a status goes to the site."""

from __future__ import annotations

import uuid
from typing import Any

import requests
from django.test import TestCase

from integrations.models import ContentItem, Site, SyncEvent
from tests.integrations.following.followed import FollowedMixin
from tests.transport import Says
from tests.wordpress import CAST
from tests.worlds import Caller, FakeWordPressMixin

POSTS = "/restart-bridge/v1/posts"


class ChangeContentTests(FollowedMixin, FakeWordPressMixin, TestCase):
    def caller(self, name: str = "") -> Any:
        of = FakeWordPressMixin if name in CAST else FollowedMixin
        return of.caller(self, name)

    def setUp(self) -> None:
        super().setUp()
        ada = self.wordpress.accounts["ada"].id
        Site.objects.filter(pk=self.site.pk).update(owner_id=ada)
        self.bridge.set_flags(two_way=True)
        self.post_id = self.bridge.add_post(title="A kettle", slug="kettle")
        self.follow()
        self.bridge.requests.clear()

    @property
    def stored(self) -> ContentItem:
        return self.item(self.post_id)

    def etag(self, caller: Any = None) -> str:
        answer = (caller or self.ada).get(f"/integration/content/{self.stored.pk}")
        return str(answer.headers["ETag"])

    def patch(
        self, caller: Any = None, *, etag: str = "", key: str = "", **changes: Any
    ) -> Any:
        headers = {"if_match": etag or self.etag()}
        if key:
            headers["idempotency_key"] = key
        path = f"/integration/content/{self.stored.pk}"
        return (caller or self.ada).patch(path, changes, **headers)

    def nothing_was_asked(self) -> None:
        assert [x for x in self.bridge.requests if x.path.startswith(POSTS)] == []

    def test_the_site_has_it_and_so_have_we(self) -> None:
        before = self.etag()

        answer = self.patch(title="A red kettle", status="draft")

        assert answer.status_code == 200
        data = answer.json()["data"]
        assert (data["title"], data["status"]) == ("A red kettle", "draft")
        assert answer.headers["ETag"] == self.etag() != before
        post = self.bridge.post(self.post_id)
        assert (post.title, post.status) == ("A red kettle", "draft")

    def test_staff_may_too_and_nobody_else(self) -> None:
        eves = self.patch(self.eve, title="Eve's")
        assert eves.status_code == 200

        missing = {"title": "Mine"}
        headers = {"if_match": self.etag()}
        for caller in (self.carol, self.bob):
            path = f"/integration/content/{self.stored.pk}"
            foreign = caller.patch(path, missing, **headers)
            unknown = caller.patch("/integration/content/999", missing, **headers)
            assert foreign.status_code == 404
            assert foreign.content == unknown.content
        path = f"/integration/content/{self.stored.pk}"
        assert Caller().patch(path, missing, **headers).status_code == 401
        assert self.bridge.post(self.post_id).title == "Eve's"

    def test_if_match_is_required(self) -> None:
        path = f"/integration/content/{self.stored.pk}"

        answer = self.ada.patch(path, {"title": "Mine"})

        assert answer.status_code == 428
        assert answer.json()["error"] == "Condition required"
        self.nothing_was_asked()

    def test_a_copy_that_has_moved_is_412(self) -> None:
        etag = self.etag()
        self.bridge.change_post(self.post_id, title="Theirs")
        self.follow()
        self.bridge.requests.clear()

        for old in (etag, "*", '"x"', "nonsense"):
            assert self.patch(etag=old, title="Mine").status_code == 412
        self.nothing_was_asked()

    def test_what_somebody_saved_there_stands_and_is_shown(self) -> None:
        etag = self.etag()
        self.bridge.change_post(self.post_id, title="Theirs")

        answer = self.patch(etag=etag, title="Mine")

        assert answer.status_code == 409
        assert answer.json()["error"] == "Changed on the site"
        assert answer.json()["current"]["title"] == "Theirs"
        assert self.bridge.post(self.post_id).title == "Theirs"
        assert self.stored.title == "Theirs"

    def test_off_is_409(self) -> None:
        etag = self.etag()
        for flags in ({"two_way": False}, {"connection": False, "two_way": True}):
            self.bridge.set_flags(**flags)
            self.push(
                plugin_connection_enabled=flags.get("connection", True),
                two_way_sync_enabled=flags["two_way"],
            )
            assert self.patch(etag=etag, title="Mine").status_code == 409
        self.nothing_was_asked()

    def test_what_may_not_be_changed_is_422(self) -> None:
        others = [
            self.bridge.add_post(status="private"),
            self.bridge.add_post(password="secret"),
            self.bridge.add_post(status="future"),
        ]
        term = self.bridge.add_term()
        self.follow()
        self.bridge.requests.clear()

        items = [self.item(other) for other in others] + [self.item(term, "category")]
        for item in items:
            headers = {"if_match": f'"{item.seq}-{item.checksum:08x}"'}
            path = f"/integration/content/{item.pk}"
            answer = self.ada.patch(path, {"title": "Mine"}, **headers)
            assert answer.status_code == 422
            assert answer.json()["error"] == "Not changeable"
        self.nothing_was_asked()

    def test_bad_input_is_422(self) -> None:
        for changes in (
            {"title": 7},
            {"title": "x" * 501},
            {"title": "two\nlines"},
            {"status": "private"},
            {"status": "trash"},
            {"status": True},
        ):
            assert self.patch(**changes).status_code == 422
        self.nothing_was_asked()

    def test_a_site_that_refuses_the_change_is_422_and_never_401(self) -> None:
        for status, wanted in ((403, 422), (400, 422), (401, 502), (500, 502)):
            body = b'{"code": "rest_forbidden", "message": "", "data": null}'
            self.bridge.instead[POSTS] = Says(status, body)
            assert self.patch(title="Mine").status_code == wanted
        assert self.stored.title == "A kettle"

    def test_a_lost_answer_is_503_and_the_same_key_repeats_it_safely(self) -> None:
        key, etag = uuid.uuid4().hex, self.etag()
        self.bridge.instead[POSTS] = requests.ReadTimeout()
        answer = self.patch(etag=etag, key=key, title="A red kettle")
        assert answer.status_code == 503
        assert "may or may not" in answer.json()["detail"]
        self.bridge.instead.clear()

        self.patch(etag=etag, key=key, title="A red kettle")
        self.follow()  # our own change has come back, and moved the copy
        again = self.patch(etag=etag, key=key, title="A red kettle")

        assert again.status_code == 200
        assert self.bridge.post(self.post_id).title == "A red kettle"
        names = {x.body["change"] for x in self.bridge.requests if "posts" in x.path}
        assert len(names) == 1

    def test_our_own_change_is_not_sent_again_by_the_feed(self) -> None:
        self.patch(title="A red kettle")
        seq = self.bridge.site.last_seq
        self.bridge.requests.clear()

        self.follow()

        assert self.bridge.site.last_seq == seq
        self.nothing_was_asked()

    def test_an_event_tells_who_changed_what_without_the_words(self) -> None:
        self.patch(title="A red kettle")

        event = SyncEvent.objects.get(event_type="change")
        assert event.external_id == self.post_id
        assert event.details == {"by": self.wordpress.accounts["ada"].id}
