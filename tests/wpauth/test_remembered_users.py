"""What is remembered of a check, for how long, and in what form."""

from __future__ import annotations

import base64
from collections.abc import Iterator

import requests
from django.conf import settings
from django.core.cache import cache
from django.test import SimpleTestCase

from tests.caches import everything_in_the_cache, in_seconds
from tests.worlds import Caller, FakeWordPressMixin, WordPressMixin

ME = "/wp/v2/users/me"


class DeadCredentialTests(WordPressMixin, SimpleTestCase):
    def test_a_registry_route_finds_out_that_a_credential_is_dead(self) -> None:
        registry_id = self.wordpress.make_registry(status="publish")
        for path in ("/registries", f"/registries/{registry_id}"):
            assert self.ada.get(path).status_code == 200

        self.wordpress.revoke("ada")

        for path in ("/registries", f"/registries/{registry_id}"):
            response = self.ada.get(path)
            assert response.status_code == 401
            assert response.headers["WWW-Authenticate"].startswith("Basic ")

    def test_a_dead_credential_writes_nothing(self) -> None:
        registry_id = self.wordpress.make_registry()
        path = f"/registries/{registry_id}"
        for caller in (self.ada, self.eve):
            caller.get(path)

        for name in ("ada", "eve"):
            self.wordpress.revoke(name)
            response = self.cast[name].patch(path, {"title": "Other"})

            assert response.status_code == 401
        assert self.wordpress.post(registry_id)["title"] == "A fresh start"


class RememberedUsersTests(FakeWordPressMixin, SimpleTestCase):
    def test_who_somebody_is_is_asked_once(self) -> None:
        for _ in range(3):
            self.ada.get("/registries")
            self.bob.get("/registries")

        assert self.wordpress.asked(ME) == 2

    def test_for_as_long_as_the_setting_says(self) -> None:
        assert settings.WP_AUTH_CACHE_TTL == 300
        with self.settings(WP_AUTH_CACHE_TTL=0):
            self.ada.get("/registries")
            self.ada.get("/registries")

        assert self.wordpress.asked(ME) == 2

    def test_an_administrator_for_a_minute_at_most(self) -> None:
        self.ada.get("/registries")
        self.eve.get("/registries")

        with in_seconds(61):
            self.ada.get("/registries")
            self.eve.get("/registries")

        assert self.wordpress.asked(ME) == 3

    def test_an_administrator_no_longer_than_the_setting_says(self) -> None:
        with self.settings(WP_AUTH_CACHE_TTL=5):
            self.eve.get("/registries")
            with in_seconds(6):
                self.eve.get("/registries")

        assert self.wordpress.asked(ME) == 2

    def test_a_dead_credential_is_forgotten(self) -> None:
        self.ada.get("/registries")
        self.wordpress.revoke("ada")
        self.ada.get("/registries")
        asked = self.wordpress.asked(ME)

        assert self.ada.get("/registries").status_code == 401

        assert self.wordpress.asked(ME) == asked + 1

    def test_a_refusal_is_remembered_for_a_moment(self) -> None:
        liar = Caller("Basic " + base64.b64encode(b"ada:wrong").decode())

        assert [liar.get("/registries").status_code for _ in range(3)] == [401] * 3

        assert self.wordpress.asked(ME) == 1

    def test_an_outage_never_is(self) -> None:
        self.wordpress.stop()
        assert self.ada.get("/registries").status_code == 503
        self.wordpress.start()

        assert self.ada.get("/registries").status_code == 200

    def test_an_outage_is_not_taken_for_a_refusal(self) -> None:
        self.wordpress.instead[ME] = requests.ReadTimeout()
        for _ in range(12):
            assert self.ada.get("/registries").status_code == 503
        self.wordpress.start()

        assert self.ada.get("/registries").status_code == 200

    def test_a_known_caller_needs_no_check_while_wordpress_is_down(self) -> None:
        self.ada.get("/registries")
        self.wordpress.stop()

        response = self.ada.get("/registries")

        assert response.status_code == 503

    def test_the_cache_holds_no_credential(self) -> None:
        secrets = ["wrong password", "another secret"]
        for name in ("ada", "bob", "eve"):
            self.cast[name].get("/registries")
            secrets.append(self.wordpress.accounts[name].application_password)
        for secret in secrets[:2]:
            pair = base64.b64encode(f"ada:{secret}".encode()).decode()
            Caller(f"Basic {pair}").get("/registries")

        dump = b"\n".join(everything_in_the_cache())

        assert dump.count(b"user:") == 5
        assert b"ada@example.test" in dump  # it is the cache that was dumped
        for secret in secrets:
            for form in every_form_of(secret):
                assert form not in dump

    def test_the_cache_is_bounded(self) -> None:
        assert cache._max_entries == 10_000


def every_form_of(secret: str) -> Iterator[bytes]:
    yield secret.encode()
    for name in ("ada", "bob", "eve"):
        yield base64.b64encode(f"{name}:{secret}".encode())
