"""Who calls with which key, and what each refusal looks like."""

from __future__ import annotations

import base64
from datetime import timedelta
from typing import Any

from django.test import TestCase, override_settings
from django.utils import timezone

from integrations.api_keys import issue, revoke, rotate
from integrations.models import ApiKey, Site
from tests.integrations.sites import SitesMixin, bearer
from tests.worlds import Caller
from tests.wpauth.test_throttle import on_lambda

CHALLENGE = (
    'Basic realm="restart-registry", charset="UTF-8", Bearer realm="restart-registry"'
)
REFUSED = {
    "success": False,
    "error": "Failed to connect",
    "detail": "The key is wrong or has ended, or the e-mail address isn't the site's.",
}
MALFORMED = [
    "Bearer",
    "Bearer ",
    "Bearer x",
    "Bearer rrs_",
    "Bearer rrs_\xe9",
    "bearer rrs_aaaaaaaa_",
]


class SiteKeyTests(SitesMixin, TestCase):
    def newest_key(self) -> ApiKey:
        return self.shop.keys.latest("pk")

    def assert_dead(self, caller: Caller) -> None:
        response = caller.get(f"{self.path}/status")

        assert response.status_code == 401
        assert response.json() == REFUSED
        assert response.headers["WWW-Authenticate"] == CHALLENGE

    def test_a_key_lets_its_site_in(self) -> None:
        response = self.by_key.get(f"{self.path}/status")

        assert response.status_code == 200
        assert response.json()["success"] is True
        assert self.wordpress.requests == []

    def test_the_schemes_case_does_not_matter(self) -> None:
        for header in ("bearer {}", "BEARER {}", "Bearer  {} "):
            caller = Caller(header.format(self.key))
            assert caller.get(f"{self.path}/status").status_code == 200

    def test_a_key_that_ended(self) -> None:
        ended: list[dict[str, Any]] = [
            {"revoked_at": timezone.now()},
            {"expires_at": timezone.now() - timedelta(seconds=1)},
        ]
        for fields in ended:
            with self.subTest(fields):
                key = issue(self.shop, created_by=None)
                ApiKey.objects.filter(pk=self.newest_key().pk).update(**fields)

                self.assert_dead(bearer(key))

    def test_a_key_that_is_none(self) -> None:
        wrong = [*MALFORMED, *(f"Bearer {key}" for key in self.altered())]
        for header in wrong:
            with self.subTest(header):
                self.assert_dead(Caller(header))

    def altered(self) -> list[str]:
        """Halves of the key, and keys that differ in one letter or a part."""
        other = "a" if self.key[-1] != "a" else "b"
        blogs = issue(self.blog, created_by=None)
        return [
            self.key[:12],
            self.key[:-1],
            self.key[13:],
            self.key[:-1] + other,
            self.key + "a",
            self.key.upper(),
            self.key[:13] + blogs[13:],
            self.newest_key().digest,
        ]

    def test_a_key_in_the_field_of_a_password(self) -> None:
        pairs = (f"{self.key}:", f":{self.key}", f"ada:{self.key}", self.key)
        encoded = [base64.b64encode(pair.encode()).decode() for pair in pairs]
        for sent in (*encoded, self.key):
            with self.subTest(sent):
                response = Caller(f"Basic {sent}").get(f"{self.path}/status")

                assert response.status_code == 401
                assert response.json()["success"] is False
                assert response.headers["WWW-Authenticate"] == CHALLENGE

    def test_a_password_in_the_field_of_a_key(self) -> None:
        basic = self.ada.headers["authorization"].partition(" ")[2]

        self.assert_dead(bearer(basic))

    def test_a_key_is_no_password_anywhere_else(self) -> None:
        for path in ("/items", "/registries"):
            response = self.by_key.get(path)

            assert response.status_code == 401
            assert response.json().keys() == {"detail"}

    def test_during_a_rotation_both_keys_count(self) -> None:
        new = rotate(self.newest_key())

        assert self.by_key.get(f"{self.path}/status").status_code == 200
        assert bearer(new).get(f"{self.path}/status").status_code == 200

    def test_the_old_key_dies_when_the_new_one_is_first_used(self) -> None:
        new = bearer(rotate(self.newest_key()))
        new.get(f"{self.path}/status")

        self.assert_dead(self.by_key)
        assert new.get(f"{self.path}/status").status_code == 200

    def test_the_old_key_dies_after_a_week(self) -> None:
        self.by_key.get(f"{self.path}/status")
        rotate(self.newest_key())
        old = self.shop.keys.earliest("pk")
        assert old.expires_at
        assert timedelta(days=6) < old.expires_at - timezone.now() < timedelta(days=8)
        ApiKey.objects.filter(pk=old.pk).update(expires_at=timezone.now())

        self.assert_dead(self.by_key)

    def test_a_revoked_key_dies_at_once(self) -> None:
        self.by_key.get(f"{self.path}/status")
        revoke(self.newest_key())

        self.assert_dead(self.by_key)

    def test_a_site_that_was_switched_off(self) -> None:
        Site.objects.filter(pk=self.shop.pk).update(is_active=False)

        response = self.by_key.get(f"{self.path}/status")

        assert response.status_code == 403
        assert response.json()["error"] == "Site not active"
        assert "switched off" in response.json()["detail"]
        assert self.eve.get(f"{self.path}/status").status_code == 200
        assert self.ada.get(f"{self.path}/status").status_code == 200

    def test_nobody(self) -> None:
        response = self.nobody.get(f"{self.path}/status")

        assert response.status_code == 401
        assert response.json()["error"] == "Not authenticated"
        assert response.headers["WWW-Authenticate"] == CHALLENGE

    def test_an_outage_of_the_hub_is_none_of_the_sites(self) -> None:
        self.wordpress.stop()

        assert self.by_key.get(f"{self.path}/status").status_code == 200
        response = self.ada.get(f"{self.path}/status")
        assert response.status_code == 503
        assert response.json()["success"] is False
        assert response.json()["error"] == "Not available"
        assert response.headers["Retry-After"]


class OnlyOverHttpsTests(SitesMixin, TestCase):
    def answer(self, caller: Caller | None = None, **environ: Any) -> Any:
        caller = caller or self.by_key
        caller.client.defaults.update({"REMOTE_ADDR": "192.0.2.1", **environ})
        return caller.get(f"{self.path}/status")

    def assert_refused(self, response: Any) -> None:
        assert response.status_code == 403
        assert response.json()["error"] == "Only over HTTPS"

    def test_plain_http_is_refused_whatever_the_key(self) -> None:
        self.assert_refused(self.answer())
        self.assert_refused(self.answer(bearer("rrs_aaaaaaaa_" + "a" * 40)))
        self.assert_refused(self.answer(Caller("Bearer x")))
        key = self.shop.keys.get()
        assert key.first_used_at is None

    def test_https_is_fine(self) -> None:
        response = self.by_key.client.get(
            f"{self.path}/status",
            headers=self.by_key.headers,
            secure=True,
            REMOTE_ADDR="192.0.2.1",
        )

        assert response.status_code == 200

    def test_what_stays_on_this_machine_is_fine(self) -> None:
        for address in ("127.0.0.1", "::1"):
            assert self.answer(REMOTE_ADDR=address).status_code == 200

    def test_on_lambda_it_is_https(self) -> None:
        assert self.answer(**on_lambda("192.0.2.1")).status_code == 200

    def test_only_trusted_proxies_say_what_was_spoken(self) -> None:
        over_https = {"HTTP_X_FORWARDED_PROTO": "https"}
        self.assert_refused(self.answer(None, **over_https))
        with override_settings(TRUSTED_PROXIES=["192.0.2.1"]):
            assert self.answer(None, **over_https).status_code == 200
            self.assert_refused(self.answer(HTTP_X_FORWARDED_PROTO="http"))

    def test_a_site_that_the_settings_name_may_use_plain_http(self) -> None:
        with override_settings(INTEGRATIONS_PRIVATE_HOSTS=["shop.example.test:443"]):
            assert self.answer().status_code == 200
            self.assert_refused(self.answer(self.by_blogs_key))

    def test_a_persons_password_is_not_looked_at(self) -> None:
        """That it needs https is said in docs/operations.md; local tools use it without."""
        assert self.answer(self.ada).status_code == 200
