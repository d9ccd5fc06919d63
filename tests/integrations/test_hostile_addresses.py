"""Nobody inside is ever called: not by an address, nor by a name, nor by a redirect."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.exceptions import ValidationError
from django.test import override_settings

from integrations.addresses import normalised
from integrations.bridge import Bridge, client_for
from integrations.connecting.adding import add_site
from integrations.connecting.two_sided_check import check
from integrations.credentials import seal
from integrations.exceptions import SiteError, SiteNotPublic, SiteUnavailable
from integrations.models import Site, SiteIntegration
from tests.addresses import PUBLIC, Network, network
from tests.integrations.hostile_addresses import ADDRESSES, HOSTS
from wpclient.credentials import Credentials

__all__ = ["network"]  # a fixture

pytestmark = pytest.mark.django_db
SECRET = Credentials("restart-bridge", "abcd EFGH ijkl")


class Listener:
    """Listens at one port of all addresses of this machine, and counts who calls."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("", 0))
        self.port = int(self.socket.getsockname()[1])
        self.sockets = [self.socket]
        if socket.has_ipv6:
            at = ("::", self.port)
            self.sockets.append(socket.create_server(at, family=socket.AF_INET6))

    def was_called(self) -> bool:
        return any(map(has_caller, self.sockets))

    def close(self) -> None:
        for each in self.sockets:
            each.close()


def has_caller(listening: socket.socket) -> bool:
    listening.settimeout(0.01)
    try:
        listening.accept()[0].close()
    except TimeoutError:
        return False
    return True


@pytest.fixture
def listener() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    listener.close()


@pytest.fixture(autouse=True)
def no_clients() -> Iterator[None]:
    yield
    client_for.cache_clear()


def connected(url: str) -> SiteIntegration:
    """Let a site be connected there, past the checks of forms and commands."""
    site = Site(name="Shop", url=url, email="ada@shop.example.test")
    site.save()
    rows = SiteIntegration.objects.filter(site=site)
    rows.update(credentials=seal(SECRET))
    return rows.get()


def is_an_address(url: str) -> bool:
    try:
        normalised(url)
    except ValueError:
        return False
    return True


def test_there_are_more_than_40() -> None:
    assert len(set(HOSTS)) > 60
    assert len(set(ADDRESSES)) > 40


@pytest.mark.parametrize("host", HOSTS)
def test_an_address_inside_is_not_called(
    listener: Listener, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    called: list[str] = []
    connect = socket.socket.connect

    def connect_and_tell(self: socket.socket, address: object) -> None:
        called.append(str(address))
        connect(self, address)  # type: ignore[arg-type]  # as it came

    monkeypatch.setattr(socket.socket, "connect", connect_and_tell)
    integration = connected(f"https://{host}:{listener.port}")

    with pytest.raises((SiteNotPublic, SiteUnavailable)):
        Bridge.of(integration).status()
    last = check(integration)[-1]

    assert (last.name, last.ok) == ("address_answers", False)
    assert not listener.was_called()
    assert called == []


def test_the_listener_would_have_noticed(listener: Listener) -> None:
    for host in ("127.0.0.1", "127.1", "0x7f000001", "::1"):
        socket.create_connection((host, listener.port)).close()
        assert listener.was_called(), host


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_name_that_leads_inside_is_not_called(network: Network, address: str) -> None:
    network.names["shop.example.test"] = [[address], [address, PUBLIC]]
    integration = connected("https://shop.example.test")

    for _ in range(2):
        with pytest.raises(SiteNotPublic):
            Bridge.of(integration).status()

    assert network.called == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_second_answer_that_leads_inside_is_not_called(
    network: Network, address: str
) -> None:
    """Neither the second of one answer, nor the second time that somebody asks."""
    network.names["shop.example.test"] = [[PUBLIC, address], [address]]
    integration = connected("https://shop.example.test")

    with pytest.raises(SiteUnavailable):
        Bridge.of(integration).status()
    with pytest.raises(SiteNotPublic):
        Bridge.of(integration).status()

    assert network.called == [PUBLIC]


@pytest.mark.parametrize(
    "url", ["http://shop.example.test", "http://shop.example.test:443"]
)
def test_a_public_site_without_https_is_not_called(network: Network, url: str) -> None:
    network.names["shop.example.test"] = [[PUBLIC]]
    with pytest.raises(SiteNotPublic):
        Bridge.of(connected(url)).status()
    assert network.called == []


@contextmanager
def redirecting_to(url: str) -> Iterator[int]:
    class Redirect(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(302)
            self.send_header("Location", url)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Redirect)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "localhost", "0x7f.1"])
def test_a_redirect_inside_is_not_followed(listener: Listener, host: str) -> None:
    with (
        redirecting_to(f"http://{host}:{listener.port}/") as port,
        override_settings(INTEGRATIONS_PRIVATE_HOSTS=[f"127.0.0.1:{port}"]),
    ):
        last = check(connected(f"http://127.0.0.1:{port}"))[-1]

    assert last.name == "rest_api_answers"
    assert "302" in last.hint
    assert not listener.was_called()


def test_only_the_port_that_is_named_may_be_private(listener: Listener) -> None:
    named = f"127.0.0.1:{listener.port}"
    with override_settings(INTEGRATIONS_PRIVATE_HOSTS=[named]):
        for url in (
            "https://127.0.0.1",
            f"https://127.0.0.2:{listener.port}",
            f"https://127.1:{listener.port}",
            f"https://localhost:{listener.port}",
        ):
            with pytest.raises(SiteNotPublic):
                Bridge.of(connected(url)).status()
        assert not listener.was_called()

        with pytest.raises(SiteError):
            Bridge.of(connected(f"http://{named}")).status()
        assert listener.was_called()


@pytest.mark.parametrize(
    "url",
    [
        *("file:///etc/passwd", "gopher://127.0.0.1:6379/_INFO", "ftp://x.test/"),
        *("javascript:alert(1)", "//127.0.0.1/", "127.0.0.1", "", "https://"),
        *("https://ada:x@shop.example.test", "https://shop.example.test@127.0.0.1"),
        *("https://@127.0.0.1", "https://shop.example.test:99999", "https://:443"),
        *(
            "https://shop.example.test/?x",
            "https://shop.example.test#x",
            "https://[::1",
        ),
        *("http://shop.example.test", "http://127.0.0.1"),
    ],
)
def test_what_staff_may_not_type(url: str) -> None:
    with pytest.raises((ValidationError, ValueError)):
        add_site(url, name="Shop", email="ada@shop.example.test", owner_id=None)
    assert not Site.objects.exists()
