"""A client for addresses that others give us calls public ones, by https, and no other."""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from tests.addresses import PUBLIC, PUBLIC_IPV6, Network, network
from tests.tls import Answer, certificate, https_server
from wpclient.client import WordPressClient
from wpclient.credentials import Credentials
from wpclient.exceptions import BadAnswer, NotPublic, Unanswered, Unavailable

__all__ = ["network"]  # a fixture

NAME = "shop.example.test"
ADA = Credentials("ada", "a password")
SECONDS = 1.0


def client_of(url: str = f"https://{NAME}") -> WordPressClient:
    return WordPressClient(
        url,
        connect_timeout=SECONDS,
        read_timeout=SECONDS,
        public_only=True,
        max_bytes=1000,
    )


class Shop:
    """A server at a public address; it answers with what it was asked."""

    def __init__(self) -> None:
        self.answer: Answer = self.echo
        self.asked: list[dict[str, str]] = []

    def __call__(self, handler: BaseHTTPRequestHandler) -> None:
        self.asked.append({"path": handler.path, **dict(handler.headers)})
        self.answer(handler)

    @staticmethod
    def echo(handler: BaseHTTPRequestHandler) -> None:
        say(handler, json.dumps({"ok": True}).encode())


def say(handler: BaseHTTPRequestHandler, body: bytes) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(body)))
    handler.send_header("Set-Cookie", "session=1")
    handler.end_headers()
    with contextlib.suppress(ConnectionError):
        handler.wfile.write(body)


@pytest.fixture
def certified(tmp_path: Path) -> Path:
    return certificate(tmp_path, NAME)


@pytest.fixture
def shop(network: Network, certified: Path) -> Iterator[Shop]:
    shop = Shop()
    with https_server(certified, shop) as port:
        network.names[NAME] = [[PUBLIC]]
        network.servers[PUBLIC] = port
        yield shop


@pytest.fixture
def client(certified: Path) -> WordPressClient:
    client = client_of()
    client.environment["verify"] = str(certified)
    return client


def test_a_public_site_is_called_by_its_name(
    shop: Shop, client: WordPressClient, network: Network
) -> None:
    assert client.get("/x", ADA).data == {"ok": True}

    [asked] = shop.asked
    assert (asked["path"], asked["Host"]) == ("/wp-json/x", NAME)
    assert asked["Authorization"] == ADA.authorization
    assert network.called == [PUBLIC]


def test_its_cookies_are_never_sent_back(shop: Shop, client: WordPressClient) -> None:
    for _ in range(2):
        client.get("/x", ADA)

    assert "Cookie" not in shop.asked[1]


def test_its_certificate_has_to_be_of_that_name(
    shop: Shop, network: Network, tmp_path: Path
) -> None:
    other = client_of()
    with pytest.raises(Unanswered):
        other.get("/x", ADA)  # nobody we know has signed it

    another = certificate(tmp_path, "evil.example.test")
    other.environment["verify"] = str(another)
    with https_server(another, shop) as port:
        network.servers[PUBLIC] = port
        with pytest.raises(Unanswered):
            other.get("/x", ADA)
    assert shop.asked == []


def test_an_answer_that_drips_is_cut(shop: Shop, client: WordPressClient) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        with contextlib.suppress(ConnectionError):
            for _ in range(300):
                handler.wfile.write(b" ")
                time.sleep(SECONDS / 10)

    shop.answer = drip
    began = time.monotonic()
    with pytest.raises(Unanswered):
        client.get("/x", ADA)
    assert time.monotonic() - began < 20 * SECONDS  # the whole would take 30


def test_an_answer_that_is_too_long_is_cut(shop: Shop, client: WordPressClient) -> None:
    shop.answer = lambda handler: say(handler, b" " * 1001)
    with pytest.raises(BadAnswer, match="1000 bytes"):
        client.get("/x", ADA)


def test_a_redirect_is_not_followed(
    shop: Shop, client: WordPressClient, network: Network
) -> None:
    def redirect(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(302)
        handler.send_header("Location", "https://127.0.0.1/")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    shop.answer = redirect
    with pytest.raises(BadAnswer, match="302"):
        client.get("/x", ADA)
    assert network.called == [PUBLIC]


def test_no_proxy_of_the_environment_is_used(
    shop: Shop,
    certified: Path,
    network: Network,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    client = client_of()
    client.environment["verify"] = str(certified)

    client.get("/x", ADA)

    assert network.called == [PUBLIC]


@pytest.mark.parametrize("private", ["127.0.0.1", "10.0.0.1", "fd00::1", "fec0::1"])
@pytest.mark.parametrize("public", [PUBLIC, PUBLIC_IPV6])
def test_the_address_that_was_checked_is_the_one_that_is_called(
    network: Network, public: str, private: str
) -> None:
    """Of several, the first; and a name that leads elsewhere the next time is of no use."""
    network.names = {NAME: [[public, private], [private]]}
    with pytest.raises(Unavailable):
        client_of().get("/x", ADA)
    assert network.called == [public]

    with pytest.raises(NotPublic):
        client_of().get("/x", ADA)
    assert network.called == [public]


def test_plain_http_is_refused(network: Network) -> None:
    network.names[NAME] = [[PUBLIC]]
    with pytest.raises(NotPublic):
        client_of(f"http://{NAME}").get("/x", ADA)
    assert network.called == []


def test_a_name_that_leads_nowhere_is_an_outage_in_which_nothing_was_sent() -> None:
    for name in ("nowhere.invalid", "a..b", f"{'x' * 64}.test", "*.test", ".test"):
        with pytest.raises(Unavailable) as caught:
            client_of(f"https://{name}").get("/x", ADA)
        assert not isinstance(caught.value, Unanswered), name


def test_an_error_quotes_no_password(network: Network) -> None:
    network.names[NAME] = [["127.0.0.1"]]
    with pytest.raises(NotPublic) as caught:
        client_of().get("/x", ADA)
    assert "password" not in repr(caught.value)
