"""Nothing logs or echoes a credential, at any level."""

from __future__ import annotations

import base64
import logging

import requests
from django.test import TestCase

from tests.wordpress import Says
from tests.worlds import Caller, FakeWordPressMixin, make_item

SECRET = "sesame open wide"


class SecretsTests(FakeWordPressMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.header = "Basic " + base64.b64encode(f"ada:{SECRET}".encode()).decode()
        self.said: list[str] = []

    def call(self, header: str) -> None:
        for path in ("/registries", "/items", "/nowhere"):
            response = Caller(header).get(path)
            self.said += [response.content.decode(), str(response.headers)]

    def test_no_credential_in_any_log_or_answer(self) -> None:
        self.wordpress.person("ada").application_passwords.add(SECRET)
        quoting = requests.ConnectionError(f"headers: {self.header} {SECRET}")

        with self.assertLogs(level="DEBUG") as logs:
            self.call(self.header)
            registry_id = self.wordpress.make_registry()
            item = make_item(registry_id)
            order = f"[{item.pk}]"
            self.wordpress.set_meta(registry_id, "restart_item_ids", order)
            self.wordpress.instead["/restart-registry"] = quoting
            Caller(self.header).delete(f"/items/{item.pk}")
            for trouble in (quoting, Says(500, b"<html>"), Says(401, b"{}")):
                self.wordpress.instead[""] = trouble
                self.call(self.header)
            self.call(self.header + "=")
            self.call(f"Basic ada:{SECRET}")

        assert any("restart_item_ids" in line for line in logs.output)
        everything = "\n".join([*map(whole, logs.records), *self.said])
        for secret in (SECRET, self.header, self.header.removeprefix("Basic ")):
            assert secret not in everything

    def test_a_bug_shows_no_credential_either(self) -> None:
        self.wordpress.person("ada").application_passwords.add(SECRET)
        self.wordpress.instead["/wp/v2/restart-registry"] = RuntimeError("a bug")

        with self.assertLogs(level="DEBUG") as logs:
            response = Caller(self.header).get("/registries")

        assert response.status_code == 500
        everything = "\n".join([*map(whole, logs.records), response.content.decode()])
        assert "a bug" in everything
        assert SECRET not in everything
        assert self.header.removeprefix("Basic ") not in everything


def whole(record: logging.LogRecord) -> str:
    return logging.Formatter("%(message)s").format(record) + repr(record.args)
