from __future__ import annotations

import base64
import json

from django.test import SimpleTestCase, TestCase

from tests.wordpress import FakeWordPress, Says
from tests.worlds import Caller, FakeWordPressMixin, WordPressMixin, make_item

ME = "/wp/v2/users/me"
CHALLENGE = 'Basic realm="restart-registry", charset="UTF-8"'


def basic(pair: str | bytes, scheme: str = "Basic") -> str:
    pair = pair.encode() if isinstance(pair, str) else pair
    return f"{scheme} {base64.b64encode(pair).decode()}"


MALFORMED = [
    "Basic",
    "Basic ",
    "basic  ",
    "Bearer abc",
    "Digest username=ada",
    "Negotiate",
    "ada:secret",
    "Basic ada:secret",
    "Basic !!!!",
    "Basic YWRh",  # ada
    "Basic YWRhOnNlY3JldA",  # the padding is missing
    "Basic YWRhOn NlY3JldA==",
    "Basic YWRhOnNlY3JldA== x",
    "Basic, YWRhOnNlY3JldA==",
    "BasicYWRhOnNlY3JldA==",
    "Basic \xe9\xe9\xe9",
    basic(""),
    basic(":"),
    basic(":secret"),
    basic("ada:"),
    basic("ada"),
    basic(b"ada:\xff\xfe"),
    basic("ada:sec\x00ret"),
    basic("ada:sec\nret"),
    basic("a\rda:secret"),
    basic("ada:\x7f"),
    basic("ada:\x85"),
]


class AuthenticationTests(WordPressMixin, SimpleTestCase):
    def test_an_application_password_lets_in(self) -> None:
        for caller in (self.ada, self.bob, self.carol, self.eve):
            assert caller.get("/registries").status_code == 200

    def test_nobody_is_asked_who_he_is(self) -> None:
        response = self.nobody.get("/registries")

        assert response.status_code == 401
        assert response.headers["WWW-Authenticate"] == CHALLENGE
        assert response.json().keys() == {"detail"}

    def test_wrong_credentials_are_refused(self) -> None:
        ada = self.wordpress.accounts["ada"]
        bob = self.wordpress.accounts["bob"]
        for pair in (
            f"{ada.username}:wrong",
            f"{ada.username}:{ada.application_password}x",
            f"{ada.username}:{ada.password}",
            f"{ada.username}:{bob.application_password}",
            f"unknown:{ada.application_password}",
            f"unknown@example.test:{ada.application_password}",
        ):
            with self.subTest(pair):
                response = Caller(basic(pair)).get("/registries")

                assert response.status_code == 401
                assert response.headers["WWW-Authenticate"] == CHALLENGE
                assert response.json().keys() == {"detail"}

    def test_what_wordpress_takes_for_the_same_is_the_same(self) -> None:
        ada = self.wordpress.accounts["ada"]
        for pair in (
            f"{ada.username.upper()}:{ada.application_password}",
            f"{ada.email}:{ada.application_password}",
            f"{ada.username}:{ada.application_password.replace(' ', '')}",
        ):
            assert Caller(basic(pair)).get("/registries").status_code == 200

    def test_the_schemes_case_does_not_matter(self) -> None:
        ada = self.wordpress.accounts["ada"]
        pair = f"{ada.username}:{ada.application_password}"

        for scheme in ("basic", "BASIC", "bAsIc", " Basic ", "Basic  "):
            assert Caller(basic(pair, scheme)).get("/registries").status_code == 200

    def test_malformed_headers_are_refused(self) -> None:
        for header in MALFORMED:
            with self.subTest(header):
                response = Caller(header).get("/registries")

                assert response.status_code == 401
                assert response.headers["WWW-Authenticate"] == CHALLENGE


class AuthenticationRequestsTests(FakeWordPressMixin, TestCase):
    def test_wordpress_is_asked_once_with_the_callers_own_words(self) -> None:
        for _ in range(3):
            self.ada.get("/registries")

        first = self.wordpress.requests[0]
        assert (first.method, first.path) == ("GET", ME)
        assert first.query["context"] == "edit"
        assert first.headers["Accept"] == "application/json"
        assert first.authorization == self.wordpress.accounts["ada"].authorization
        assert self.wordpress.asked(ME) == 1

    def test_is_not_asked_about_what_is_malformed(self) -> None:
        for header in MALFORMED:
            Caller(header).get("/registries")

        assert self.wordpress.requests == []

    def test_a_password_may_hold_colons_and_spaces(self) -> None:
        for password in ("a:b:c", " abcd efgh ", "pass : word", "ünï:cödé", "::"):
            Caller(basic(f"ada:{password}")).get("/registries")

            assert self.wordpress.requests[-1].authorization == basic(f"ada:{password}")

    def test_cookies_are_not_passed_on(self) -> None:
        self.ada.get("/registries", cookie="wordpress_logged_in_x=ada")

        assert all("Cookie" not in r.headers for r in self.wordpress.requests)

    def test_no_other_header_says_who_is_calling(self) -> None:
        response = self.nobody.get(
            "/registries",
            x_wp_user="1",
            x_forwarded_user="eve",
            remote_user="eve",
            cookie="sessionid=x",
        )

        assert response.status_code == 401

    def test_a_refusal_with_wordpresss_other_words_is_one_too(self) -> None:
        """WordPress answers so where a plugin closes REST to guests; the text isn't ours."""
        body = b'{"code": "invalid_username", "message": "<strong>Error:</strong> ..."}'
        self.wordpress.instead[ME] = Says(401, body)

        response = self.ada.get("/registries")

        assert response.status_code == 401
        assert "strong" not in response.json()["detail"]

    def test_the_capability_makes_an_administrator(self) -> None:
        make_item(None)
        assert self.carol.get("/items").json() == []
        self.wordpress.add_account("sue", role="support")

        assert len(self.caller("sue").get("/items").json()) == 1

    def test_a_role_is_no_capability(self) -> None:
        """WordPress lists the role's own name among the capabilities."""
        make_item(None)
        self.wordpress.instead[ME] = as_user({"manage_restart_registry": False})

        assert self.carol.get("/items").json() == []

    def test_php_writes_an_empty_object_as_a_list(self) -> None:
        self.wordpress.instead[ME] = as_user([], roles={"1": "subscriber"})

        assert self.carol.get("/registries").status_code == 200


def as_user(capabilities: object, roles: object = ("subscriber",)) -> Says:
    carol = FakeWordPress().person("carol").as_rest()
    answer = carol | {"capabilities": capabilities, "roles": roles}
    return Says(200, json.dumps(answer).encode())
