"""A registry that is started twice with the same Idempotency-Key is made once."""

from __future__ import annotations

from typing import Any

import requests
from django.test import TestCase

from tests.wordpress import Received, Says
from tests.wordpress_routes import POSTS
from tests.worlds import Caller, FakeWordPressMixin, WordPressMixin

KEY = "0123456789abcdef"
FLAT: dict[str, Any] = {"title": "A fresh start", "story": "Ours & mine"}


class CreateRegistryOnceTests(WordPressMixin, TestCase):
    def start(self, caller: Caller, key: str = KEY, **changes: Any) -> Any:
        return caller.post("/registries", {**FLAT, **changes}, idempotency_key=key)

    def count(self, caller: Caller) -> int:
        return int(caller.get("/registries").headers["X-WP-Total"])

    def test_the_first_answer_comes_again(self) -> None:
        first = self.start(self.ada)
        again = self.start(self.ada, unknown="ignored")

        assert (first.status_code, again.status_code) == (201, 201)
        assert again.json() == first.json()
        assert "Idempotent-Replayed" not in first.headers
        assert again.headers["Idempotent-Replayed"] == "true"
        assert self.count(self.ada) == 1

    def test_another_body_under_the_same_key_is_a_conflict(self) -> None:
        self.start(self.ada)

        for changes in ({"title": "Another"}, {"is_private": False}):
            refused = self.start(self.ada, **changes)
            assert refused.status_code == 409
            assert "used with another body" in refused.json()["detail"]
        assert self.count(self.ada) == 1

    def test_another_key_or_none_makes_another(self) -> None:
        self.start(self.ada)
        self.start(self.ada, key=KEY * 2)
        for _ in range(2):
            assert self.ada.post("/registries", FLAT).status_code == 201

        assert self.count(self.ada) == 4

    def test_another_caller_has_keys_of_their_own(self) -> None:
        first = self.start(self.ada)

        for caller in (self.bob, self.eve):
            other = self.start(caller)
            assert other.status_code == 201
            assert "Idempotent-Replayed" not in other.headers
            assert other.json()["id"] != first.json()["id"]

    def test_nobody_without_an_account_starts_one(self) -> None:
        self.start(self.ada)

        assert self.start(self.nobody).status_code == 401

    def test_the_key_is_in_no_answer(self) -> None:
        path = f"/registries/{self.start(self.ada, is_private=False).json()['id']}"

        for caller in (self.ada, self.bob, self.carol, self.eve):
            assert KEY not in caller.get(path).content.decode()

    def test_what_was_changed_since_is_answered_as_it_is_now(self) -> None:
        path = f"/registries/{self.start(self.ada).json()['id']}"
        self.ada.patch(path, {"title": "Renamed"})

        assert self.start(self.ada).json()["title"] == "Renamed"

    def test_one_in_the_trash_or_deleted_is_no_answer(self) -> None:
        first = self.start(self.ada).json()["id"]
        self.wordpress.set_status(first, "trash")
        second = self.start(self.ada).json()["id"]
        self.ada.delete(f"/registries/{second}")

        third = self.start(self.ada)

        assert third.status_code == 201
        assert len({first, second, third.json()["id"]}) == 3

    def test_a_refusal_is_not_remembered(self) -> None:
        assert self.start(self.ada, title="").status_code == 422

        assert "Idempotent-Replayed" not in self.start(self.ada).headers

    def test_odd_keys_are_refused(self) -> None:
        for key in ("short", "x" * 256, "0123456789abcdé!"):
            with self.subTest(key):
                refused = self.start(self.ada, key)
                assert refused.status_code == 422
                loc = refused.json()["errors"][0]["loc"]
                assert loc == ["header", "Idempotency-Key"]
        assert self.count(self.ada) == 0

    def test_any_printable_key_will_do(self) -> None:
        for key in ("'; DROP TABLE x; --", '" \\ %s %d \\" <b>', "~" * 255):
            with self.subTest(key):
                first = self.start(self.ada, key).json()["id"]
                assert self.start(self.ada, key).json()["id"] == first


class LostAnswersTests(FakeWordPressMixin, TestCase):
    """WordPress makes the registry, and its answer doesn't arrive."""

    def start(self, key: str = KEY) -> Any:
        headers = {"idempotency_key": key} if key else {}
        return self.ada.post("/registries", FLAT, **headers)

    def lose(self, answer: Says | Exception, *paths: str) -> None:
        """Have these paths answered in this way, though WordPress does what it is asked."""

        def do_it_first(received: Received) -> None:
            self.wordpress.instead.clear()
            if received.path in paths and received.method in ("POST", "GET"):
                self.wordpress._answer(received)
                self.wordpress.instead[received.path] = answer

        self.wordpress.before = do_it_first

    def made(self) -> int:
        return len(self.wordpress.site.posts)

    UNUSABLE: tuple[Says | Exception, ...] = (
        Says(200, b"<b>Notice</b>: Undefined index in x.php\n{}"),
        Says(200, b'{"id": 5}'),
        Says(201, b""),
        Says(500, b"<html>"),
        Says(504, b"<html>"),
        requests.ReadTimeout(),
        requests.ConnectionError("reset"),
    )

    def test_one_is_found_again_by_its_key(self) -> None:
        for number, answer in enumerate(self.UNUSABLE, start=1):
            with self.subTest(str(answer)):
                self.lose(answer, POSTS)

                response = self.start(f"{KEY}{number}")

                assert response.status_code == 201
                assert response.headers["Idempotent-Replayed"] == "true"
                assert response.json()["title"] == FLAT["title"]
                assert self.made() == number

    def test_three_tries_with_one_key_make_one(self) -> None:
        self.lose(requests.ReadTimeout(), POSTS, "/restart-registry/v1/creations")
        assert [self.start().status_code for _ in "12"] == [503, 503]
        self.wordpress.before = lambda received: None
        self.wordpress.instead.clear()

        response = self.start()

        assert response.status_code == 201
        assert (self.made(), response.json()["id"]) == (1, *self.wordpress.site.posts)

    def test_three_tries_without_a_key_can_not_be_told_apart(self) -> None:
        self.lose(Says(200, b"Notice: x"), POSTS)

        assert [self.start(key="").status_code for _ in "123"] == [502] * 3
        assert self.made() == 3

    def test_one_thrown_away_between_refusal_and_search_is_a_conflict(self) -> None:
        made = self.start().json()["id"]

        def throw_away(received: Received) -> None:
            if received.path == "/restart-registry/v1/creations":
                self.wordpress.set_status(made, "trash")

        self.wordpress.before = throw_away

        refused = self.start()

        assert refused.status_code == 409
        assert refused.json()["detail"] == "This Idempotency-Key was used before."
        assert self.made() == 1
        self.wordpress.before = lambda received: None
        assert self.start().json()["id"] != made  # sent once more it is a new one

    def test_credentials_that_end_with_the_registry_are_an_outage_first(self) -> None:
        """The theme sends such keys; WordPress then tells the theme what it has made."""
        self.lose(Says(200, b"Notice: x"), POSTS)
        lose = self.wordpress.before

        def lose_and_revoke(received: Received) -> None:
            lose(received)
            if received.method == "POST":
                self.wordpress.revoke("ada")

        self.wordpress.before = lose_and_revoke

        assert self.start().status_code == 502
        assert self.made() == 1
        assert self.start().status_code == 401  # nothing remembers them

    def test_one_that_was_not_made_stays_an_outage(self) -> None:
        for answer, status in ((Says(500), 502), (requests.ReadTimeout(), 503)):
            self.wordpress.instead[POSTS] = answer

            assert self.start().status_code == status
        assert self.made() == 0

    def test_whoever_is_refused_is_told_so_and_nothing_is_looked_up(self) -> None:
        self.ada.get("/registries")
        self.wordpress.revoke("ada")

        assert self.start().status_code == 401
        assert self.wordpress.asked("/restart-registry/v1/creations") == 0

    def test_a_plugin_that_knows_no_keys_is_a_bad_answer(self) -> None:
        self.wordpress.instead[POSTS] = Says(500)
        unknown = Says(404, b'{"code": "rest_no_route"}')
        self.wordpress.instead["/restart-registry/v1/creations"] = unknown

        assert self.start().status_code == 502

    def test_what_stands_before_the_json_is_skipped(self) -> None:
        """Some plugin's file begins with a BOM, or with empty lines."""
        plain = self.wordpress._answer

        def odd(received: Received) -> Says:
            answer = plain(received)
            return Says(answer.status, junk + answer.body, answer.headers)

        for junk in (b"\xef\xbb\xbf", b"\r\n\n \t", b"\n\xef\xbb\xbf\xef\xbb\xbf\n"):
            with self.subTest(junk):
                self.wordpress._answer = odd  # type: ignore[method-assign]
                response = self.start(key="")
                assert response.status_code == 201
                assert "Idempotent-Replayed" not in response.headers
