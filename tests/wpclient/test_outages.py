"""Clients can tell a wrong password from a WordPress that is away: an outage is never a 401."""

from __future__ import annotations

import json

import requests
import urllib3
from django.test import SimpleTestCase
from django.utils.http import http_date

from tests.wordpress import Says
from tests.worlds import FakeWordPressMixin, WordPressMixin

ME = "/wp/v2/users/me"
HTML = b"<!DOCTYPE html><h1>Error establishing a database connection</h1>"
WP_DIE = b'{"code":"wp_die","message":"<h1>Error</h1>","data":{"status":500}}'


def error(status: int, code: str) -> Says:
    return Says(status, json.dumps({"code": code, "data": {}}).encode())


UNREACHABLE: list[Exception] = [
    requests.ConnectionError("refused"),
    requests.ConnectTimeout(),
    requests.ReadTimeout(),
    requests.exceptions.SSLError(),
    requests.exceptions.ChunkedEncodingError(),
    requests.exceptions.ContentDecodingError(),
    urllib3.exceptions.ProtocolError(),
]
ASKS_TO_WAIT = [
    (Says(503, HTML, {"Retry-After": "600"}), "600"),
    (Says(429, b"", {"Retry-After": "17"}), "17"),
    (Says(503, WP_DIE), "5"),
    (Says(429, b"{}"), "5"),
    (Says(503, b"", {"Retry-After": "soon"}), "5"),
    (Says(503, b"", {"Retry-After": "-1"}), "5"),
    (Says(503, b"", {"Retry-After": "٣"}), "5"),
    (Says(503, b"", {"Retry-After": "9" * 30}), "3600"),
    (Says(503, b"", {"Retry-After": http_date(4_000_000_000)}), "3600"),
    (Says(503, b"", {"Retry-After": http_date(1)}), "1"),
]
NOT_USABLE = [
    Says(500, HTML),
    Says(500, WP_DIE),
    Says(502, HTML),
    Says(504, HTML),
    Says(200, HTML),
    Says(200, b""),
    Says(200, b'{"id": 1'),
    Says(200, b"null"),
    Says(200, b"[]"),
    Says(200, b"{}"),
    Says(200, b'"ada"'),
    Says(200, b'{"id": "1", "username": "ada"}'),
    Says(200, b"\xff\xfe"),
    Says(200, b" " * 21_000_000),
    Says(204, b""),
    Says(301, b"", {"Location": "https://evil.example/"}),
    Says(302, b"", {"Location": "https://evil.example/"}),
    Says(307, b"", {"Location": "/wp-login.php"}),
    Says(403, HTML),
    Says(404, HTML),
    error(404, "rest_no_route"),
    Says(400, HTML),
    Says(418, b"{}"),
]


class OutageTests(FakeWordPressMixin, SimpleTestCase):
    def assert_unavailable(self, path: str, seconds: str = "5") -> None:
        response = self.ada.get(path)

        assert response.status_code == 503
        assert response.headers["Retry-After"] == seconds
        assert response.json().keys() == {"detail"}

    def assert_bad_answer(self, path: str) -> None:
        response = self.ada.get(path)

        assert response.status_code == 502
        assert response.json().keys() == {"detail"}
        assert "<" not in response.json()["detail"]

    def test_of_users_me(self) -> None:
        for trouble in UNREACHABLE:
            with self.subTest(repr(trouble)):
                self.wordpress.instead[ME] = trouble
                self.assert_unavailable("/registries")
        for answer, seconds in ASKS_TO_WAIT:
            with self.subTest(answer.status, headers=answer.headers):
                self.wordpress.instead[ME] = answer
                self.assert_unavailable("/registries", seconds)
        for answer in (*NOT_USABLE, error(403, "forbidden"), error(404, "gone")):
            with self.subTest(answer.status, body=answer.body[:30]):
                self.wordpress.instead[ME] = answer
                self.assert_bad_answer("/registries")

    def test_of_a_registry(self) -> None:
        path = f"/registries/{self.wordpress.make_registry()}"
        route = path.replace("/registries", "/wp/v2/restart-registry")
        self.ada.get(path)

        for trouble in UNREACHABLE:
            with self.subTest(repr(trouble)):
                self.wordpress.instead[route] = trouble
                self.assert_unavailable(path)
        for answer, seconds in ASKS_TO_WAIT:
            with self.subTest(answer.status, headers=answer.headers):
                self.wordpress.instead[route] = answer
                self.assert_unavailable(path, seconds)
        for answer in NOT_USABLE:
            with self.subTest(answer.status, body=answer.body[:30]):
                self.wordpress.instead[route] = answer
                self.assert_bad_answer(path)

    def test_no_redirect_is_followed(self) -> None:
        away = {"Location": "http://wordpress.test/wp-json/elsewhere"}
        self.wordpress.instead[ME] = Says(302, b"", away)

        self.ada.get("/registries")

        assert [request.path for request in self.wordpress.requests] == [ME]

    def test_wordpresss_cookies_are_not_kept(self) -> None:
        self.wordpress.cookie = "wordpress_logged_in=ada; Path=/"

        self.ada.get("/registries")
        self.bob.get("/registries")

        assert len(self.wordpress.requests) == 4
        assert all("Cookie" not in r.headers for r in self.wordpress.requests)

    def test_what_wordpress_cannot_store_is_the_clients_mistake(self) -> None:
        registry_id = self.wordpress.make_registry()
        path = f"/registries/{registry_id}"
        self.ada.get(path)
        self.wordpress.before = lambda received: self.refuse_writes(received.method)

        response = self.ada.patch(path, {"title": "Other"})

        assert response.status_code == 422
        assert response.json()["detail"]

    def refuse_writes(self, method: str) -> None:
        if method == "POST":
            self.wordpress.instead["/wp"] = error(400, "rest_invalid_param")


class StoppedWordPressTests(WordPressMixin, SimpleTestCase):
    def test_a_known_caller_and_a_new_one_hear_of_it_and_the_next_request_works(
        self,
    ) -> None:
        assert self.ada.get("/registries").status_code == 200
        self.wordpress.stop()

        for caller in (self.ada, self.bob):
            response = caller.get("/registries")
            assert response.status_code == 503
            assert int(response.headers["Retry-After"]) > 0
        self.wordpress.start()

        for caller in (self.ada, self.bob):
            assert caller.get("/registries").status_code == 200
