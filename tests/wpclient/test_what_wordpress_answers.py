"""What the fake WordPress assumes where it could be kinder than the real one."""

from __future__ import annotations

import json
from typing import Any

from django.test import TestCase

from tests.worlds import WordPressMixin
from wpclient.client import Answer, get_client
from wpclient.credentials import Credentials
from wpclient.exceptions import Forbidden, Invalid, WordPressError

ROUTE = "/wp/v2/restart-registry"
CREATIONS = "/restart-registry/v1/creations"


class WordPressAnswersTests(WordPressMixin, TestCase):
    def account(self, name: str) -> Credentials:
        account = self.wordpress.accounts[name]
        return Credentials(account.username, account.application_password)

    def get(self, name: str, path: str, **query: Any) -> Answer:
        return get_client().get(path, self.account(name), **query)

    def post(self, name: str, path: str, **body: Any) -> Answer:
        return get_client().post(path, self.account(name), body)

    def refusal(self, name: str, path: str, **body: Any) -> str:
        """Return WordPress's code for a mistake, or the name of another exception."""
        try:
            self.post(name, path, **body)
        except Invalid as exc:
            return exc.code
        except WordPressError as exc:
            return type(exc).__name__
        return ""

    def meta(self, registry_id: int) -> str:
        return f"/restart-registry/v1/registries/{registry_id}/meta"

    def test_who_the_caller_is_stands_in_the_edit_context_only(self) -> None:
        shown = self.get("ada", "/wp/v2/users/me").data

        asked = {"username", "email", "roles", "capabilities"}
        assert shown.keys() & {"id", "name"} == {"id", "name"}
        assert shown.keys() & asked == set()
        whole = self.get("ada", "/wp/v2/users/me", context="edit").data
        assert whole.keys() >= asked

    def test_only_the_fields_that_are_asked_for_come(self) -> None:
        registry_id = self.wordpress.make_registry()

        one = self.get("ada", f"{ROUTE}/{registry_id}", _fields="id,status").data
        many = self.get("ada", ROUTE, _fields="id", status="private").data

        assert one == {"id": registry_id, "status": "private"}
        assert many == [{"id": registry_id}]

    def test_texts_that_are_too_long_are_refused_and_nothing_is_written(self) -> None:
        registry_id = self.wordpress.make_registry(story="Once")
        before = self.wordpress.post(registry_id)
        for texts in (
            {"title": "x" * 201},
            {"title": "Two\nlines"},
            {"title": "Two\u2028lines"},
            {"content": "x" * 2001},
        ):
            with self.subTest(texts=str(texts)[:40]):
                for path in (ROUTE, f"{ROUTE}/{registry_id}"):
                    assert self.refusal("ada", path, **texts) == "restart_too_long"
        assert self.wordpress.post(registry_id) == before
        assert len(self.get("ada", ROUTE, status="any").data) == 1

    def test_meta_of_a_wrong_type_is_refused_when_the_rest_is_written(self) -> None:
        registry_id = self.wordpress.make_registry()
        body = {"title": "New title", "meta": {"restart_event_type": 7}}

        code = self.refusal("ada", f"{ROUTE}/{registry_id}", **body)

        assert code == "rest_invalid_type"
        assert self.wordpress.post(registry_id)["title"] == "New title"

    def test_null_takes_a_value_back_to_what_it_is_at_first(self) -> None:
        meta = {"restart_is_for_self": "0", "restart_event_type": "move"}
        registry_id = self.wordpress.make_registry(meta=meta)

        nulls = dict.fromkeys(meta)
        post = self.post("ada", f"{ROUTE}/{registry_id}", meta=nulls).data

        kept = {key: post["meta"][key] for key in meta}
        assert kept == {"restart_is_for_self": "1", "restart_event_type": ""}

    def test_each_value_of_the_meta_is_cleaned(self) -> None:
        many = [f"u{number}" for number in range(205)]
        names = json.dumps([" bob ", "bob", "", "a\nb", "é" * 254, "y" * 255])
        for key, sent, kept in (
            ("restart_invitees", json.dumps(many), many),
            ("restart_invitees", names, ["bob", "é" * 254]),
            ("restart_invitees", '[7, null, "dora"]', ["dora"]),
            ("restart_item_ids", '[3, 1, 1, 0, -4, true, "2"]', [3, 1, 2]),
            ("restart_event_date", "20261224", ""),
            ("restart_event_date", "2026-W52-4", ""),
            ("restart_event_date", "2026-12-24", "2026-12-24"),
            ("restart_is_for_self", "no idea", "1"),
            ("restart_allow_indexing", "yes", "0"),
            ("restart_recipient_name", "a\nb\tc", "a b c"),
            ("restart_recipient_email", "é" * 250, "é" * 200),
        ):
            with self.subTest(key=key, sent=sent[:40]):
                path = f"{ROUTE}/{self.wordpress.make_registry()}"
                text = self.post("ada", path, meta={key: sent}).data["meta"][key]
                assert (json.loads(text) if isinstance(kept, list) else text) == kept

    def test_a_mistake_is_told_before_a_missing_right(self) -> None:
        registry_id = self.wordpress.make_registry()
        path = f"{ROUTE}/{registry_id}"

        assert self.refusal("carol", path, status="bogus") == "rest_not_in_enum"
        broken = {"restart_item_ids": "{}"}
        assert self.refusal("carol", self.meta(registry_id), **broken) == (
            "rest_invalid_param"
        )
        with self.assertRaises(Forbidden):
            self.post("carol", path, meta=broken)
        with self.assertRaises(Forbidden):
            self.post("carol", self.meta(registry_id))

    def test_the_route_for_lists_takes_nothing_but_lists_of_the_right_kind(
        self,
    ) -> None:
        path = self.meta(self.wordpress.make_registry())
        for body in (
            {"restart_item_ids": "[0]"},
            {"restart_item_ids": '["1"]'},
            {"restart_item_ids": "[true]"},
            {"restart_invitees": "[1]"},
            {"restart_invitees": ""},
            {"restart_invitees": "[]", "restart_invitees_was": "x"},
        ):
            with self.subTest(body=body):
                assert self.refusal("ada", path, **body) == "rest_invalid_param"
        assert self.refusal("ada", path) == "rest_missing_callback_param"

    def test_there_is_no_page_0_and_no_page_of_none(self) -> None:
        for query in ({"page": 0}, {"per_page": 0}, {"per_page": 101}):
            with self.subTest(query=query), self.assertRaises(Invalid) as raised:
                self.get("ada", ROUTE, **query)
            assert raised.exception.code == "rest_out_of_bounds"

    def test_a_key_that_is_too_short_starts_no_registry(self) -> None:
        body = {"title": "A start", "meta": {"restart_creation_key": "short"}}

        assert self.refusal("ada", ROUTE, **body) == "rest_invalid_param"
        assert self.get("ada", ROUTE, status="any").data == []

    def test_a_registry_without_a_key_is_found_by_none(self) -> None:
        self.post("ada", ROUTE, title="A start", status="private")

        assert self.get("ada", CREATIONS).data == {"id": None, "body": ""}

    def test_a_display_name_is_hidden_if_it_is_an_address(self) -> None:
        shown = {}
        for username, name in (("dora", "dora@work.example"), ("fay", "Fay @home")):
            self.wordpress.add_account(username, name)
            registry_id = self.wordpress.make_registry(owner=username, status="publish")
            post = self.get("carol", f"{ROUTE}/{registry_id}").data
            shown[username] = post["restart_owner_name"]

        assert shown == {"dora": "", "fay": "Fay @home"}
