"""What may come in place of WordPress.org's answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from threading import Event

from tests.packages.fake_subversion import NOT_FOUND, Reply

HTML = b"<!DOCTYPE html><html><h1>Down for maintenance</h1></html>"


class Trouble:
    def happen(
        self, handler: BaseHTTPRequestHandler, reply: Reply, stopped: Event
    ) -> None:
        """Send something else than the reply that belongs there."""
        raise NotImplementedError


@dataclass(frozen=True)
class Says(Trouble):
    status: int
    body: bytes = HTML
    headers: Mapping[str, str] = field(default_factory=dict)

    def happen(
        self, handler: BaseHTTPRequestHandler, reply: Reply, stopped: Event
    ) -> None:
        handler.send_response(self.status)
        headers = {"Content-Length": str(len(self.body)), **self.headers}
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(self.body)


@dataclass(frozen=True)
class Hangs(Trouble):
    """Says nothing, until the server stops."""

    def happen(
        self, handler: BaseHTTPRequestHandler, reply: Reply, stopped: Event
    ) -> None:
        stopped.wait()
        handler.close_connection = True


@dataclass(frozen=True)
class Drips(Trouble):
    """Sends the right answer, a byte at a time."""

    pause: float = 0.05

    def happen(
        self, handler: BaseHTTPRequestHandler, reply: Reply, stopped: Event
    ) -> None:
        _begin(handler, reply)
        for byte in reply.body:
            handler.wfile.write(bytes([byte]))
            handler.wfile.flush()
            if stopped.wait(self.pause):
                break
        handler.close_connection = True


@dataclass(frozen=True)
class Breaks(Trouble):
    """Sends half of the right answer."""

    def happen(
        self, handler: BaseHTTPRequestHandler, reply: Reply, stopped: Event
    ) -> None:
        _begin(handler, reply)
        handler.wfile.write(reply.body[: len(reply.body) // 2])
        handler.close_connection = True


@dataclass(frozen=True)
class Drops(Trouble):
    """Ends the connection without a word."""

    def happen(
        self, handler: BaseHTTPRequestHandler, reply: Reply, stopped: Event
    ) -> None:
        handler.close_connection = True


def _begin(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    handler.send_response(reply.status)
    handler.send_header("Content-Type", reply.content_type)
    handler.send_header("Content-Length", str(len(reply.body)))
    handler.end_headers()


NOTHING_HERE = Says(404, NOT_FOUND.body)
UNKNOWN_TO_ALL = Says(404, b'{"error": "Plugin not found."}')
BROKEN = Says(500)
AWAY = Says(302, b"", {"Location": "https://elsewhere.example/"})


def busy(retry_after: str | int) -> Says:
    return Says(429, b"", {"Retry-After": str(retry_after)})
