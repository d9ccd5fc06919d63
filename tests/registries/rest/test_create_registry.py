from __future__ import annotations

import json
from typing import Any

from django.test import TestCase

from tests.worlds import FakeWordPressMixin, WordPressMixin

TYPED = [
    "A fresh start",
    'Ben & Jerry\'s "new" home – 3x4 -- ... :)',
    "<b>bold</b> & <script>alert(1)</script>",
    "&amp; &lt;b&gt; &nbsp; &#8217;",
    "1 < 2 > 0",
    "<!-- wp:paragraph -->",
    "back\\slash \\' \\\" \\n",
    "Ünïcödé 🫖 ‘’“” %20 %s",
    "[restart_registry] [gallery]",
]


class CreateRegistryTests(WordPressMixin, TestCase):
    def test_creates_a_private_one_of_the_callers(self) -> None:
        response = self.ada.post("/registries", {"title": "A fresh start"})

        assert response.status_code == 201
        data = response.json()
        registry_id, permalink = data.pop("id"), data.pop("permalink")
        assert permalink.startswith("http")
        assert data.pop("created_at").endswith("Z")
        assert data.pop("updated_at").endswith("Z")
        assert data == {
            "title": "A fresh start",
            "username": "Ada Lovelace",
            "is_private": True,
            "story": None,
            "status": "private",
            "meta": {
                "invitees": [],
                "item_ids": [],
                "event_type": None,
                "event_date": None,
                "is_for_self": True,
                "recipient_name": None,
                "recipient_relationship": None,
                "recipient_email": None,
            },
        }
        post = self.wordpress.post(registry_id)
        assert post["status"] == "private"
        assert post["author"] == self.wordpress.accounts["ada"].id

    def test_everything_comes_back(self) -> None:
        body: dict[str, Any] = {
            "title": "For Grace",
            "is_private": False,
            "story": "First line.\n\n\tSecond.",
            "meta": {
                "invitees": ["bob", "grace@example.test"],
                "event_type": "moving-on",
                "event_date": "2026-12-24",
                "is_for_self": False,
                "recipient_name": "Grace H.",
                "recipient_relationship": "sister",
                "recipient_email": "grace@example.test",
            },
        }

        created = self.ada.post("/registries", body).json()

        read = self.ada.get(f"/registries/{created['id']}").json()
        assert (read["status"], read["is_private"]) == ("publish", False)
        assert read["meta"] == {**body["meta"], "item_ids": []}
        assert (read["title"], read["story"]) == (body["title"], body["story"])

    def test_texts_are_what_was_typed_for_every_reader(self) -> None:
        for text in TYPED:
            with self.subTest(text):
                body = {"title": text, "story": text, "is_private": False}

                created = self.ada.post("/registries", body).json()

                for caller in (self.ada, self.carol, self.eve):
                    read = caller.get(f"/registries/{created['id']}").json()
                    assert (read["title"], read["story"]) == (text, text)

    def test_spaces_around_a_title_are_cut_and_a_story_stays(self) -> None:
        body = {"title": "  A fresh start ", "story": "  indented\n"}

        created = self.ada.post("/registries", body).json()

        assert (created["title"], created["story"]) == ("A fresh start", "  indented\n")

    def test_takes_what_the_themes_form_posts(self) -> None:
        lists: dict[str, list[object]] = {"invitees": [], "item_ids": []}
        meta = {"event_type": None, "event_date": None, **lists}
        body = {"title": "Home", "is_private": True, "story": None, "meta": meta}

        response = self.ada.post("/registries", body)

        assert response.status_code == 201
        assert response.json()["meta"]["event_type"] is None

    def test_nobody_is_invited_twice(self) -> None:
        """The rule is the one for changing the list."""
        twice = ["bob", "Grace@Example.test", "BOB", "grace@example.test", "Bob"]
        body = {"title": "x", "meta": {"invitees": twice}}

        created = self.ada.post("/registries", body).json()

        assert created["meta"]["invitees"] == ["bob", "Grace@Example.test"]
        changed = self.ada.patch(f"/registries/{created['id']}", {"meta": body["meta"]})
        assert changed.json()["meta"]["invitees"] == created["meta"]["invitees"]

    def test_ignores_whose_it_is_said_to_be(self) -> None:
        body = {"title": "x", "username": "carol", "author": 1, "status": "publish"}

        created = self.ada.post(
            "/registries", body | {"meta": {"item_ids": [1]}}
        ).json()

        assert (created["username"], created["status"]) == ("Ada Lovelace", "private")
        post = self.wordpress.post(created["id"])
        assert post["author"] == self.wordpress.accounts["ada"].id
        assert not json.loads(post["meta"].get("restart_item_ids") or "[]")

    def test_an_owner_who_shows_no_name_has_none(self) -> None:
        self.wordpress.add_account("shy", "shy")

        created = self.caller("shy").post("/registries", {"title": "x"}).json()

        assert created["username"] == ""


class CreateRegistryRefusalTests(FakeWordPressMixin, TestCase):
    def test_refuses_what_is_no_registry_and_writes_nothing(self) -> None:
        bad: list[object] = [
            {},
            {"title": None},
            {"title": ""},
            {"title": "   "},
            {"title": "x" * 201},
            {"title": 5},
            {"title": "two\nlines"},
            {"title": "nul\x00"},
            {"title": "x", "story": "x" * 2001},
            {"title": "x", "story": "\x1b"},
            {"title": "x", "story": ["x"]},
            {"title": "x", "is_private": "false"},
            {"title": "x", "is_private": None},
            {"title": "x", "is_private": 0},
            {"title": "x", "meta": []},
            {"title": "x", "meta": None},
            {"title": "x", "meta": "{}"},
            *({"title": "x", "meta": meta} for meta in BAD_META),
            [],
            "x",
            None,
        ]
        for body in bad:
            with self.subTest(body=body):
                response = self.ada.post("/registries", body)

                assert response.status_code == 422
                assert response.json()["errors"]
        assert self.wordpress.writes == []

    def test_who_may_have_none_is_told_so(self) -> None:
        self.wordpress.change_role("carol", "guest")

        response = self.carol.post("/registries", {"title": "x"})

        assert response.status_code == 403

    def test_is_made_by_the_caller_in_one_request(self) -> None:
        self.ada.post("/registries", {"title": "x", "meta": {"invitees": ["bob"]}})

        [write] = self.wordpress.writes
        assert write.authorization == self.wordpress.accounts["ada"].authorization
        assert write.body["status"] == "private"


BAD_META: list[dict[str, object]] = [
    {"invitees": None},
    {"invitees": "bob"},
    {"invitees": {"bob": 1}},
    {"invitees": [5]},
    {"invitees": [None]},
    {"invitees": [""]},
    {"invitees": ["  "]},
    {"invitees": ["x" * 255]},
    {"invitees": ["two\nlines"]},
    {"invitees": [f"friend{number}" for number in range(201)]},
    {"event_type": "x" * 101},
    {"event_type": 5},
    {"event_date": "24.12.2026"},
    {"event_date": "2026-02-30"},
    {"event_date": "20261224"},
    {"event_date": "2026-12-24T00:00:00"},
    {"event_date": 20261224},
    {"is_for_self": None},
    {"is_for_self": "1"},
    {"recipient_name": "x" * 101},
    {"recipient_relationship": "x" * 101},
    {"recipient_email": "x" * 201},
    {"recipient_email": "a\nb"},
]
