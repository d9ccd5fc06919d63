"""POST /integration/connect: a site introduces itself, and we try its password."""

from __future__ import annotations

from typing import Any

import requests
from django.core.cache import cache
from django.test import TestCase, override_settings

from integrations.api_keys import issue
from integrations.bridge import client_for
from integrations.models import Site, SiteIntegration
from tests.bridge import FakeBridge
from tests.integrations.connected import introduction
from tests.integrations.sites import SitesMixin, bearer, make_site
from tests.restart_registry.stored import changed, stored
from tests.transport import Says

CONNECT = "/integration/connect"
NEW = "https://new.example.test"
ALL_WELL = [
    {"name": name, "ok": True, "hint": ""}
    for name in (
        "address_answers",
        "rest_api_answers",
        "password_accepted",
        "bridge_active",
        "same_site",
    )
]
# Each with what is said of it: the field, and the type of the mistake.
WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"site_url": None}, "site_url", "null_not_allowed"),
    ({"site_url": ""}, "site_url", "blank"),
    ({"site_url": 5}, "site_url", "invalid_type"),
    ({"site_url": "new.example.test"}, "site_url", "url"),
    ({"site_url": "ftp://new.example.test"}, "site_url", "url"),
    ({"site_url": "https://ada:pw@new.example.test"}, "site_url", "url"),
    ({"site_url": f"{NEW}:99999"}, "site_url", "url"),
    ({"site_url": f"{NEW}/?p=1"}, "site_url", "url"),
    ({"site_url": f"{NEW}/{'x' * 200}"}, "site_url", "too_long"),
    ({"email": ""}, "email", "blank"),
    ({"email": ["ada@example.test"]}, "email", "invalid_type"),
    ({"email": "x" * 255}, "email", "too_long"),
    ({"email": "a\x00@example.test"}, "email", "control_character"),
    ({"username": True}, "username", "invalid_type"),
    ({"username": "x" * 101}, "username", "too_long"),
    ({"username": "eve:adams"}, "username", "colon"),
    ({"username": "eve\n"}, "username", "control_character"),
    ({"application_password": ""}, "application_password", "blank"),
    ({"application_password": 12345}, "application_password", "invalid_type"),
    ({"application_password": "x" * 256}, "application_password", "too_long"),
    ({"application_password": "a\x00b"}, "application_password", "control_character"),
    ({"bridge_version": 1.0}, "bridge_version", "invalid_type"),
    ({"wordpress_version": "x" * 51}, "wordpress_version", "too_long"),
]


class ConnectTests(SitesMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.site = make_site(NEW, self.wordpress.accounts["ada"].id)
        self.key = issue(self.site, created_by=None)
        self.new_site = bearer(self.key)
        self.bridge = FakeBridge(NEW)
        client_for(NEW).session.mount(NEW, self.bridge)
        self.new = SiteIntegration.objects.get(site=self.site)

    def introduction(self, **changes: Any) -> dict[str, Any]:
        return introduction(self.bridge, **{"email": self.site.email, **changes})

    def connect(self, **changes: Any) -> Any:
        return self.new_site.post(CONNECT, self.introduction(**changes))

    def test_it_is_connected_and_checked(self) -> None:
        response = self.connect()

        assert response.status_code == 200
        assert response.json() == {
            "success": True,
            "data": {
                "message": "Connected.",
                "site_id": self.site.pk,
                "integration_id": self.new.pk,
                "state": "connected",
                "checks": ALL_WELL,
            },
        }
        [asked] = self.bridge.requests
        assert asked.authorization == self.bridge.service.authorization
        assert self.wordpress.requests == []

    def test_again_with_the_same_key(self) -> None:
        first = self.connect().json()
        before = SiteIntegration.objects.get(pk=self.new.pk).credentials

        assert self.connect().json() == first
        assert SiteIntegration.objects.get(pk=self.new.pk).credentials != before

    def test_case_and_a_slash_make_no_other_address(self) -> None:
        assert self.connect(site_url="HTTPS://NEW.example.test:443/").status_code == 200

    def test_versions_may_be_left_out(self) -> None:
        body = self.introduction(unknown={"a": [1]})
        del body["bridge_version"], body["wordpress_version"]

        assert self.new_site.post(CONNECT, body).status_code == 200

    def test_a_wrong_e_mail_address_is_refused_as_a_wrong_key_is(self) -> None:
        refused = self.connect(email="dora@blog.test")
        unknown = bearer(f"rrs_{'a' * 8}_{'b' * 40}").post(CONNECT, self.introduction())

        assert refused.status_code == unknown.status_code == 401
        assert refused.json()["error"] == "Failed to connect"
        assert refused.content == unknown.content
        for header in ("WWW-Authenticate", "Content-Length", "Cache-Control"):
            assert refused.headers.get(header) == unknown.headers.get(header)
        assert self.bridge.requests == []

    def test_another_address_is_none_of_this_key(self) -> None:
        """Also that of a site that is registered: each key is one site's."""
        for url in ("https://staging.example.test", self.shop.url, f"{NEW}/blog"):
            cache.clear()
            response = self.connect(site_url=url)

            assert response.status_code == 404
            assert response.json()["error"] == "Site not found"
            assert url in response.json()["detail"]
        assert self.bridge.requests == []

    def test_a_site_that_was_switched_off(self) -> None:
        Site.objects.filter(pk=self.site.pk).update(is_active=False)

        response = self.connect()

        assert response.status_code == 403
        assert response.json()["error"] == "Site not active"
        assert self.bridge.requests == []

    def test_a_site_that_does_not_answer_is_connected_all_the_same(self) -> None:
        self.bridge.instead[""] = requests.ConnectionError("refused")

        response = self.connect()

        assert response.status_code == 200
        assert response.json()["data"]["state"] == "degraded"
        [failed] = response.json()["data"]["checks"]
        assert (failed["name"], failed["ok"]) == ("address_answers", False)
        assert failed["hint"]

    def test_a_password_that_the_site_refuses(self) -> None:
        response = self.connect(application_password="another one")

        assert response.status_code == 200
        assert response.json()["data"]["state"] == "revoked"
        failed = response.json()["data"]["checks"][-1]
        assert (failed["name"], failed["ok"]) == ("password_accepted", False)

    def test_a_page_in_html_is_no_bridge(self) -> None:
        self.bridge.instead[""] = Says(200, b"<html>")

        response = self.connect()

        assert response.status_code == 200
        assert response.json()["data"]["checks"][-1]["name"] == "rest_api_answers"

    @override_settings(CREDENTIAL_KEYS=[])
    def test_without_a_key_to_seal_with(self) -> None:
        self.new_site.get(f"/integration/integrations/{self.new.pk}/content-types")
        before = stored(self.wordpress)

        response = self.connect()

        assert response.status_code == 503
        assert response.headers["Retry-After"]
        assert "CREDENTIAL_KEYS" in response.json()["detail"]
        assert changed(before, self.wordpress) == []
        assert self.bridge.requests == []

    def test_what_is_missing(self) -> None:
        response = self.new_site.post(CONNECT, {})

        assert response.status_code == 422
        assert response.json()["success"] is False
        assert response.json()["error"] == "Invalid"
        missing = {
            (error["loc"][1], error["type"]) for error in response.json()["errors"]
        }
        assert missing == {
            (name, "missing")
            for name in ("site_url", "email", "username", "application_password")
        }

    def test_what_is_wrong_is_not_stored(self) -> None:
        self.new_site.post(CONNECT, {})  # its key's first use
        before = stored(self.wordpress)
        for changes, field, type_ in WRONG:
            with self.subTest(changes):
                cache.clear()
                response = self.connect(**changes)

                assert response.status_code == 422
                errors = response.json()["errors"]
                assert {tuple(error["loc"]) for error in errors} == {("body", field)}
                assert type_ in {error["type"] for error in errors}
                assert "another one" not in response.content.decode()
        assert changed(before, self.wordpress) == []
        assert self.bridge.requests == []
