"""After a whole walk no key and no password is in a log, an answer, a table or a cache."""

from __future__ import annotations

import base64
from typing import Any

import requests
from django.core.cache import cache
from django.test import TestCase

from integrations.callers import SiteCaller
from integrations.models import SiteIntegration
from tests.caches import everything_in_the_cache
from tests.integrations.connected import introduction, structure_as_sent
from tests.integrations.sites import SitesMixin, bearer
from tests.restart_registry.stored import stored
from tests.transport import Says
from tests.worlds import Caller
from tests.wpclient.test_secrets import whole


class SecretsTests(SitesMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.said: list[str] = []
        self.new_key = ""
        self.passwords = ["another one of hers", self.bridge.service.password]

    def call(self, caller: Caller, method: str, path: str, body: Any = None) -> Any:
        cache.clear()  # else the thirty-first is a 429
        response = caller.send(method, path, body)
        self.said += [response.content.decode(), str(response.headers)]
        return response

    def walk(self) -> None:
        for password in self.passwords:
            body = introduction(
                self.bridge, email=self.shop.email, application_password=password
            )
            self.call(self.by_key, "POST", "/integration/connect", body)
            wrong = {**body, "site_url": 5, "email": "x" * 300}
            self.call(self.by_key, "POST", "/integration/connect", wrong)
        for caller in (self.by_key, self.by_blogs_key, self.ada, self.eve):
            self.ask_all(caller)
        for trouble in (self.quoting(), Says(500, b"<html>"), Says(401, b"{}")):
            self.bridge.instead[""] = trouble
            self.ask_all(self.ada)
        self.call(bearer(self.key + "x"), "GET", f"{self.path}/status")
        self.call(bearer(self.key[:-1]), "GET", f"{self.path}/status")
        self.call(Caller(f"Basic {self.key}"), "GET", f"{self.path}/status")
        self.rotate()
        self.call(bearer(self.new_key), "POST", f"{self.path}/disconnect", {})
        self.call(self.by_key, "GET", f"{self.path}/status")

    def ask_all(self, caller: Caller) -> None:
        self.call(caller, "POST", f"{self.path}/update-structure", structure_as_sent())
        self.call(caller, "POST", f"{self.path}/sync", {})
        for path in (
            *(f"{self.path}/status?check=1", f"{self.path}/status"),
            *(f"{self.path}/content-types", "/integration/integrations"),
            "/integration/content",
        ):
            self.call(caller, "GET", path)

    def quoting(self) -> Exception:
        """An error of the network that quotes what was sent."""
        return requests.ConnectionError(f"{self.bridge.service.authorization}")

    def rotate(self) -> None:
        response = self.call(self.by_key, "POST", f"{self.path}/rotate-key", {})
        self.new_key = response.json()["data"]["api_key"]
        del self.said[-2]  # where it is shown, this once

    def secrets(self) -> set[str]:
        secrets = {self.key, self.key[13:], self.new_key, self.new_key[13:]}
        for password in self.passwords:
            pair = f"{self.bridge.service.username}:{password}".encode()
            encoded = base64.b64encode(pair).decode()
            secrets |= {password, password.replace(" ", ""), encoded}
        return secrets

    def test_no_secret_is_left_anywhere(self) -> None:
        sealed = SiteIntegration.objects.get(pk=self.integration.pk).credentials or ""
        with self.assertLogs(level="DEBUG") as logs:
            self.walk()

        found = {
            "logs": "\n".join(map(whole, logs.records)),
            "answers": "\n".join(self.said),
            "tables": repr(stored(self.wordpress)),
            "cache": repr(list(everything_in_the_cache())),
            "shown objects": repr(self.objects()),
        }
        assert len(self.new_key) == len(self.key) == 53
        for place, text in found.items():
            assert text, place
            for secret in self.secrets():
                assert secret not in text, place
        self.assert_in_tables_alone([sealed, *self.digests()], found)

    def digests(self) -> list[str]:
        return [key.digest for key in self.shop.keys.all()]

    def assert_in_tables_alone(self, hidden: list[str], found: dict[str, str]) -> None:
        """What can't be used doesn't leave them either."""
        assert len(set(hidden)) == 3
        for text in hidden:
            assert text
            assert text not in found["logs"] + found["answers"] + found["cache"]

    def objects(self) -> list[Any]:
        """What a debugger or a log of somebody's would show."""
        key = self.shop.keys.earliest("pk")
        integration = SiteIntegration.objects.get(pk=self.integration.pk)
        return [SiteCaller(key), key, self.shop, integration, self.bridge.service]

    def test_a_bug_shows_no_secret_either(self) -> None:
        self.bridge.instead[""] = RuntimeError("a bug")

        with self.assertLogs(level="DEBUG") as logs:
            response = self.ada.post(f"{self.path}/sync", {})
            wrong = introduction(self.bridge, email=self.shop.email)
            connecting = self.by_key.post("/integration/connect", wrong)

        assert response.status_code == connecting.status_code == 500
        everything = "\n".join([*map(whole, logs.records), response.content.decode()])
        assert "a bug" in everything
        for secret in self.secrets() - {""}:
            assert secret not in everything
