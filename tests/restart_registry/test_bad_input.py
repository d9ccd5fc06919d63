"""Bad input gets a clear 4xx, and nothing is written."""

from __future__ import annotations

import json

from django.test import TestCase

from items.models import Item
from tests.worlds import FakeWordPressMixin, make_item

NOT_JSON = [
    b"",
    b" ",
    b"{",
    b"{'name': 'x'}",
    b'{"name": "x",}',
    b'{"name": "x"} {}',
    b"name=x",
    b"NaN",
    b'{"price": NaN}',
    b'{"price": Infinity}',
    b'{"price": -Infinity}',
    b'{"price": 1e400}',
    b'{"price": -1e400}',
    b'{"price": 01}',
    b'{"price": 0x10}',
    b'{"price": 1.}',
    b'{"name": "\\ud800"}',
    b'{"name": "\\udc00\\ud800"}',
    b'{"\\ud800": 1}',
    b'{"name": "\xed\xa0\x80"}',  # the same surrogate, encoded as if UTF-8 had it
    b'{"name": "\xff"}',
    b'{"name": "a\nb"}',
    b'{"name": "\x00"}',
    b"\xef\xbb\xbf{}",
    '{"name": "x"}'.encode("utf-16"),
    b"[" * 100_000,
    b'{"a":' * 100_000,
    b"undefined",
]
NO_OBJECT = [b"[]", b"null", b"true", b"5", b'"x"', b"[{}]", b'[{"name": "x"}]']
CONTENT_TYPES = [
    "text/plain",
    "text/html",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "multipart/form-data",
    "application/xml",
    "application/jsonp",
    "application/json; charset=latin-1",
    "application/json; charset=utf-16",
    "application/json; Charset=latin-1",
    "application/json; CHARSET=UTF-16",
    "application/json; note=utf-8; charset=latin-1",
    "application/json; charset=nonsense",
    "json",
    "*/*",
]
TEN_MEGABYTES = b'{"name": "' + b"x" * 10_000_000 + b'"}'
NO_IDS = [
    "0",
    "-1",
    str(2**63),
    str(2**70),
    "9" * 5000,
    "1.0",
    "1e3",
    "x",
    "%00",
    "%ff",
]


class BadInputTests(FakeWordPressMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        registry_id = self.wordpress.make_registry()
        kettle = make_item(registry_id)
        self.routes = [
            ("POST", "/items"),
            ("PUT", f"/items/{kettle.pk}"),
            ("PATCH", f"/items/{kettle.pk}"),
            ("POST", "/registries"),
            ("PATCH", f"/registries/{registry_id}"),
            ("POST", f"/registries/{registry_id}/invitees"),
            ("POST", f"/registries/{registry_id}/items"),
            ("PUT", f"/registries/{registry_id}/items/order"),
            ("PATCH", f"/registries/{registry_id}/items/{kettle.pk}"),
            ("PUT", f"/registries/{registry_id}/items/{kettle.pk}/affiliate"),
        ]
        self.before = list(Item.objects.values())

    def send_everywhere(self, body: bytes, status: int, **headers: str) -> list[str]:
        """Return the types of the errors."""
        types = []
        for method, path in self.routes:
            with self.subTest(f"{method} {path}", body=body[:40]):
                response = self.ada.send(method, path, body, **headers)

                assert response.status_code == status
                assert isinstance(response.json()["detail"], str)
                for error in response.json().get("errors", ()):
                    assert error["loc"][0] == "body"
                    types.append(error["type"])
        assert list(Item.objects.values()) == self.before
        assert self.wordpress.writes == []
        return types

    def test_what_is_no_strict_json(self) -> None:
        for body in NOT_JSON:
            assert set(self.send_everywhere(body, 422)) == {"json_invalid"}

    def test_what_is_no_object(self) -> None:
        for body in NO_OBJECT:
            assert self.send_everywhere(body, 422)

    def test_another_content_type(self) -> None:
        for content_type in CONTENT_TYPES:
            self.send_everywhere(b"{}", 415, content_type=content_type)

    def test_json_by_another_spelling_is_fine(self) -> None:
        for content_type in (
            "application/json; charset=utf-8",
            "application/json;charset=UTF-8",
            'application/json; charset="utf-8"',
            "application/json; CharSet=Utf-8",
            "application/json; charset=utf8",
            "Application/JSON",
        ):
            response = self.ada.patch(
                self.routes[1][1], {"name": "x"}, content_type=content_type
            )

            assert response.status_code == 200

    def test_ten_megabytes(self) -> None:
        self.send_everywhere(TEN_MEGABYTES, 413)

    def test_a_body_without_an_end_is_not_read(self) -> None:
        self.send_everywhere(b'{"name": "' + b"x" * 1_000_000, 413)

    def test_a_body_in_chunks(self) -> None:
        for body in (b"", b'{"name": "x"}'):
            self.send_everywhere(body, 411, transfer_encoding="chunked")

    def test_ids_that_cannot_be(self) -> None:
        kettle = Item.objects.get()
        self.ada.get("/registries")
        self.wordpress.requests.clear()
        for number in NO_IDS:
            for path in (
                f"/items/{number}",
                f"/registries/{number}",
                f"/registries/{number}/items",
                f"/registries/{number}/items/{kettle.pk}",
                f"/registries/{kettle.registry_id}/items/{number}",
                f"/registries/{kettle.registry_id}/items/{number}/affiliate",
            ):
                with self.subTest(path=path[:60]):
                    assert self.ada.get(path).status_code == 404
                    assert self.ada.delete(path).status_code in (404, 405)
                    assert self.nobody.get(path).status_code == 401
        asked = [sent.path for sent in self.wordpress.requests]
        assert set(asked) == {f"/wp/v2/restart-registry/{kettle.registry_id}"}

    def test_queries_that_cannot_be(self) -> None:
        for name in ("limit", "skip", "registry_id"):
            for value in ("-1", "x", "", "1.0", "%00", "%ff", "٣", "1e3", str(2**70)):
                with self.subTest(f"{name}={value}"):
                    response = self.ada.get(f"/items?{name}={value}")

                    assert response.status_code == 422
                    [error] = response.json()["errors"]
                    assert error["loc"] == ["query", name]

    def test_unknown_keys_are_ignored(self) -> None:
        path = self.routes[1][1]
        body = {"name": "Pot", "__class__": "x", "pk": 5, "registry": {"a": [1]}}

        response = self.ada.patch(f"{path}?unknown=1", body)

        assert response.status_code == 200
        assert response.json()["data"]["name"] == "Pot"

    def test_mistakes_deep_inside_are_found(self) -> None:
        body = {"title": "x", "meta": {"invitees": ["ada", 5, "", None]}}

        response = self.ada.post("/registries", body)

        locations = [error["loc"] for error in response.json()["errors"]]
        assert locations == [
            ["body", "meta", "invitees", 1],
            ["body", "meta", "invitees", 2],
            ["body", "meta", "invitees", 3],
        ]

    def test_the_body_of_a_get_is_not_looked_at(self) -> None:
        response = self.ada.send("GET", "/items", b"{")

        assert response.status_code == 200

    def test_numbers_beyond_64_bits(self) -> None:
        path = self.routes[1][1]
        for name in ("price", "quantity_needed"):
            for number in (2**63, 2**64, 2**70, -(2**70), 10**400):
                with self.subTest(name, digits=len(str(number))):
                    body = json.dumps({name: number}).encode()
                    assert self.ada.patch(path, body).status_code == 422
        assert list(Item.objects.values()) == self.before
