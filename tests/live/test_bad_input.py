"""What a broken or hostile client sends over the socket: a clear 4xx, and nothing written."""

from __future__ import annotations

import base64
import http.client
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import urlsplit

import pytest

from tests.gunicorn import Gunicorn
from tests.live.callers import ITEM, Caller
from tests.live.wordpress_server import SECONDS, WordPressServer

TEN_MEGABYTES = 10_000_000
A_QUARTER_MEGABYTE = 250_000


def connection_to(url: str) -> closing[http.client.HTTPConnection]:
    """A client that gives up when it can't send all of its request."""
    netloc = urlsplit(url).netloc
    return closing(http.client.HTTPConnection(netloc, timeout=SECONDS))


def basic(text: str | bytes) -> str:
    raw = text if isinstance(text, bytes) else text.encode()
    return "Basic " + base64.b64encode(raw).decode()


@pytest.mark.parametrize(
    "header",
    [
        pytest.param("", id="empty"),
        pytest.param("Basic", id="scheme alone"),
        pytest.param("Basic ", id="scheme and space"),
        pytest.param("Basic !!!", id="no base64"),
        pytest.param("Basic YWRhOnNlY3JldA", id="padding missing"),
        pytest.param("Basic YWRhOnNlY3JldA== x", id="two words"),
        pytest.param("Basic YWRh\tOnNlY3JldA==", id="tab"),
        pytest.param("BasicYWRhOnNlY3JldA==", id="no space"),
        pytest.param("Basic ada:secret", id="not encoded"),
        pytest.param(basic("ada"), id="no colon"),
        pytest.param(basic(":secret"), id="no name"),
        pytest.param(basic("ada:"), id="no password"),
        pytest.param(basic(":"), id="colon alone"),
        pytest.param(basic(b"ada:\xff\xfe"), id="no utf-8"),
        pytest.param(basic("ada:\x00"), id="NUL"),
        pytest.param(basic("ada:one\r\nX-Two: 2"), id="line break"),
        pytest.param("Basic \xff\xfe", id="latin-1"),
        pytest.param("Bearer YWRhOnNlY3JldA==", id="Bearer"),
        pytest.param("Digest username=ada", id="Digest"),
        pytest.param(f"{basic('ada:secret')}, {basic('eve:x')}", id="two at once"),
    ],
)
def test_a_malformed_header_is_a_401_without_asking_wordpress(
    ada: Caller, wordpress: WordPressServer, header: str
) -> None:
    before = len(wordpress.fake.requests)

    response = Caller(ada.url, header).get("/registries")

    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"].startswith("Basic ")
    assert set(response.json()) == {"detail"}
    assert len(wordpress.fake.requests) == before


def test_a_second_authorization_header_does_not_help(ada: Caller) -> None:
    with connection_to(ada.url) as client:
        client.putrequest("GET", "/registries")
        for _ in range(2):
            client.putheader("Authorization", ada.headers["Authorization"])
        client.endheaders()

        assert client.getresponse().status == 401


@pytest.mark.parametrize("connection", ["keep-alive", "close"])
def test_a_huge_body_is_a_413_that_arrives(ada: Caller, connection: str) -> None:
    path = f"/registries/{ada.new_registry()}/items"
    headers = {"Connection": connection, "Content-Type": "application/json"}

    response = ada.post(path, data=b"x" * TEN_MEGABYTES, headers=headers)

    assert response.status_code == 413
    assert "1000000 bytes" in response.json()["detail"]


def test_a_huge_body_of_a_stranger_is_a_401_that_arrives(ada: Caller) -> None:
    stranger = Caller(ada.url)

    assert stranger.post("/items", data=b"x" * TEN_MEGABYTES).status_code == 401


def test_a_client_that_sends_first_and_reads_then_hears_the_401(ada: Caller) -> None:
    with connection_to(ada.url) as client:
        for _ in range(2):  # on the same connection: all of the first was read
            client.request("POST", "/items", b"x" * A_QUARTER_MEGABYTE)
            response = client.getresponse()

            assert response.status == 401
            assert response.read()


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (b"Authorization: Basic \0 c2VjcmV0", "Invalid HTTP Header"),
        (b"A c2VjcmV0: 1", "Invalid HTTP header name"),
        (b"Expect: c2VjcmV0", "Unable to comply with expectation"),
        (b"A: " + b"c2VjcmV0" * 2000, "limit request headers fields size"),
    ],
)
def test_a_bad_request_is_logged_without_its_sender_and_its_text(
    api: Gunicorn, header: bytes, said: str
) -> None:
    before = len(api.log())
    with connection_to(api.url) as client:
        client.connect()
        client.send(b"GET /registries HTTP/1.1\r\nHost: a\r\n" + header + b"\r\n\r\n")
        while client.sock.recv(65_536):
            pass

    log = api.log()[before:]
    assert f"[WARNING] Invalid request: {said}\n" in log
    assert "c2VjcmV0" not in log and "127.0.0.1" not in log


def test_a_body_in_chunks_asks_for_its_length(ada: Caller) -> None:
    path = f"/registries/{ada.new_registry()}/items"

    def chunks() -> Iterator[bytes]:
        yield b'{"name": "Kettle", '
        yield b'"url": "https://shop.example/kettle"}'

    response = ada.post(
        path, data=chunks(), headers={"Content-Type": "application/json"}
    )

    assert response.status_code == 411
    assert "Content-Length" in response.json()["detail"]
    assert ada.get(path).json() == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"text"',
        b'{"title": NaN}',
        b'{"title": "a", "x": Infinity}',
        b'{"title": "a", "x": 1e400}',
        b'{"title": "\\ud800"}',
        b'{"title": "\xff"}',
        b'{"title": "a\\u0000b"}',
        b'{"title": "a\x00b"}',
        b"[" * 100_000,
        b"\xef\xbb\xbf{}",
    ],
    ids=lambda body: repr(body[:30]),
)
def test_a_body_that_is_not_strict_json_is_a_422(
    ada: Caller, wordpress: WordPressServer, body: bytes
) -> None:
    response = ada.post(
        "/registries", data=body, headers={"Content-Type": "application/json"}
    )

    assert response.status_code == 422
    assert response.json()["errors"]
    assert ada.get("/registries").json() == []


@pytest.mark.parametrize(
    "content_type",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "",
        "application/json; charset=utf-16",
    ],
)
def test_another_content_type_is_a_415(ada: Caller, content_type: str) -> None:
    response = ada.post(
        "/registries", data=b'{"title": "a"}', headers={"Content-Type": content_type}
    )

    assert response.status_code == 415
    assert ada.get("/registries").json() == []


def test_it_serves_on_after_all_that(ada: Caller) -> None:
    path = f"/registries/{ada.new_registry()}/items"

    assert ada.post(path, json=ITEM).status_code == 201
    assert len(ada.get(path).json()) == 1
