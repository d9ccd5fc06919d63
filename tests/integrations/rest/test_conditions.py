"""If-Match, without which no object is changed."""

from __future__ import annotations

from typing import Any

from django.test import RequestFactory, SimpleTestCase
from rest_framework.request import Request

from api.exceptions import Stale
from api.validation import PreconditionRequired
from integrations.models import ContentItem
from integrations.rest.base import IntegrationView
from integrations.rest.conditions import etag_of, expected_by
from restart_registry.errors import exception_handler


class IfMatchTests(SimpleTestCase):
    item = ContentItem(seq=7, checksum=255)

    def expected(self, header: str | None) -> tuple[int, int]:
        headers = {} if header is None else {"If-Match": header}
        request = Request(RequestFactory().patch("/", headers=headers))
        return expected_by(request, self.item)

    def answer(self, exc: Exception) -> Any:
        request = Request(RequestFactory().patch("/"))
        return exception_handler(exc, {"request": request, "view": IntegrationView()})

    def test_the_etag_that_was_seen(self) -> None:
        assert etag_of(self.item) == '"7-000000ff"'
        for header in ('"7-000000ff"', '"1-00000000", "7-000000ff"', "7-000000ff", "*"):
            assert self.expected(header) == (7, 255), header

    def test_another_one_is_stale(self) -> None:
        for header in ('"8-000000ff"', '"7-000000fe"', 'W/"7-000000ff"', '"7"', "x"):
            with self.subTest(header), self.assertRaises(Stale) as caught:
                self.expected(header)
        answer = self.answer(caught.exception)
        assert answer.status_code == 412
        assert b'"error":"Outdated"' in answer.content

    def test_none_at_all(self) -> None:
        for header in (None, "", " "):
            with self.assertRaises(PreconditionRequired) as caught:
                self.expected(header)
        answer = self.answer(caught.exception)
        assert answer.status_code == 428
        assert b'"error":"Condition required"' in answer.content
