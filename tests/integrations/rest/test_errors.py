"""What went wrong, in the words that bridges and people get."""

from __future__ import annotations

import sqlite3
from typing import Any

from django.db import OperationalError, connection
from django.test import RequestFactory, SimpleTestCase, TestCase
from rest_framework.request import Request

from integrations import exceptions as sites
from integrations.rest.base import IntegrationView
from restart_registry.errors import exception_handler
from tests.integrations.sites import SitesMixin
from tests.restart_registry.test_order_of_checks import HUGE

OF_A_SITE: list[tuple[Exception, int, str]] = [
    (sites.SiteUnavailable("x", retry_after=7), 503, "Site not answering"),
    (sites.SiteNotAsked("x", retry_after=7), 503, "Site not answering"),
    (sites.SiteUnanswered("x", retry_after=7), 503, "Site not answering"),
    (sites.SiteRefused("x"), 502, "Site refused the password"),
    (sites.SiteForbidden("x"), 502, "Site answer unusable"),
    (sites.SiteHasNone("x"), 502, "Site answer unusable"),
    (sites.SiteInvalid("x", code="c"), 502, "Site answer unusable"),
    (sites.SiteOutdated("x", data={}), 502, "Site answer unusable"),
    (sites.SiteNotPublic("x"), 502, "Site answer unusable"),
    (sites.SiteBadAnswer("x"), 502, "Site answer unusable"),
    (sites.SiteNotUnderstood("x"), 502, "Site answer unusable"),
]
OF_OURS: list[tuple[Exception, int, str]] = [
    (sites.FailedToConnect("its reason"), 401, "Failed to connect"),
    (sites.SiteNotFound("x"), 404, "Site not found"),
    (sites.IntegrationNotFound("x"), 404, "Integration not found"),
    (sites.SiteNotActive("x"), 403, "Site not active"),
    (sites.OnlyOverHttps("x"), 403, "Only over HTTPS"),
    (sites.AnotherSite("x"), 409, "Another site"),
    (sites.NotConnected("x"), 409, "Not connected"),
    (sites.StructureOutdated("x"), 409, "Structure outdated"),
    (sites.SyncOff("x"), 409, "Sync operations are off"),
]


def subclasses(cls: type) -> set[type]:
    return {cls}.union(*(subclasses(child) for child in cls.__subclasses__()))


class ExceptionTests(SimpleTestCase):
    def answer(self, exc: Exception) -> Any:
        request = Request(RequestFactory().get("/"))
        return exception_handler(exc, {"request": request, "view": IntegrationView()})

    def test_each_has_its_status_and_its_word(self) -> None:
        for exc, status, word in (*OF_A_SITE, *OF_OURS):
            with self.subTest(type(exc).__name__):
                answer = self.answer(exc)

                assert answer.status_code == status
                body = answer.content.decode()
                assert body.startswith(f'{{"success":false,"error":"{word}","detail":"')
                assert "its reason" not in body
                retry = "7" if status == 503 else None
                assert answer.headers.get("Retry-After") == retry

    def test_none_of_a_sites_is_forgotten(self) -> None:
        assert {type(exc) for exc, _, _ in OF_A_SITE} | {sites.SiteError} == subclasses(
            sites.SiteError
        )

    def test_a_sites_401_never_reaches_the_caller(self) -> None:
        for exc, _, _ in OF_A_SITE:
            assert "WWW-Authenticate" not in self.answer(exc).headers


class ErrorTests(SitesMixin, TestCase):
    def answers(self) -> dict[int, Any]:
        status = f"{self.path}/status"
        update = f"{self.path}/update-structure"
        return {
            401: self.nobody.get(status),
            403: self.by_key.get("/integration/content"),
            404: self.carol.get(status),
            405: self.ada.put(status, {}),
            411: self.by_key.post(update, {}, transfer_encoding="chunked"),
            413: self.by_key.post(update, HUGE),
            415: self.by_key.post(update, {}, content_type="text/plain"),
            422: self.by_key.post(update, {}),
        }

    def test_all_have_one_shape(self) -> None:
        words = set()
        for status, response in self.answers().items():
            with self.subTest(status):
                assert response.status_code == status
                body = response.json()
                assert body["success"] is False
                assert isinstance(body["detail"], str)
                assert set(body) - {"success", "error", "detail"} == (
                    {"errors"} if status == 422 else set()
                )
                words.add(body["error"])
        assert len(words) == 8

    def test_a_path_that_is_none_speaks_of_no_integration(self) -> None:
        """A bridge whose integration is gone connects anew: not for a wrong address."""
        for path in ("/integration", "/integration/x", f"{self.path}/x", self.path):
            response = self.by_key.get(path)

            assert response.status_code == 404
            assert response.json().keys() == {"detail"}

    def test_the_other_routes_keep_their_shape(self) -> None:
        assert self.nobody.get("/items").json().keys() == {"detail"}

    def test_a_busy_database(self) -> None:
        def busy(execute: Any, sql: str, *args: Any) -> Any:
            if "integrations_site_integrations" in sql:
                raise OperationalError("database is locked") from sqlite3.Error()
            return execute(sql, *args)

        with connection.execute_wrapper(busy):
            response = self.ada.get(f"{self.path}/status")

        assert response.status_code == 503
        assert response.headers["Retry-After"] == "1"
        assert response.json()["error"] == "Not available"


class OrderOfChecksTests(SitesMixin, TestCase):
    """Several things are wrong with a request; the caller is told a defined one."""

    def test_who_then_which_then_whether_then_what(self) -> None:
        path, missing = f"{self.path}/update-structure", "999999"
        gone = path.replace(str(self.integration.pk), missing, 1)
        plain = {"content_type": "text/plain"}

        assert self.nobody.post(gone, b"{", **plain).status_code == 401
        assert self.eve.post(gone, b"{", **plain).status_code == 404
        assert self.by_blogs_key.post(path, b"{", **plain).status_code == 404
        assert self.eve.post(path, b"{", **plain).status_code == 403
        assert self.by_key.post(path, b"{", **plain).status_code == 415
        assert self.by_key.post(path, HUGE).status_code == 413
        assert self.by_key.post(path, b"{").status_code == 422

    def test_of_a_content_type(self) -> None:
        path = f"{self.path}/content-types/post_types/none"

        assert self.carol.patch(path, b"{").status_code == 404
        assert self.by_key.patch(path, b"{").status_code == 403
        assert self.ada.patch(path, b"{").status_code == 422
        assert self.ada.patch(path, {"enabled": True}).status_code == 404
