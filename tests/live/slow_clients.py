"""Clients that open a connection and never finish what they say."""

from __future__ import annotations

import selectors
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from tests.live.wordpress_server import SECONDS

TRICKLE = b"x"


def openings(authorization: str) -> Mapping[str, bytes]:
    """What each kind of client says before it falls silent, or trickles."""
    head = b"POST /registries HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    body = head + b"Content-Type: application/json\r\nContent-Length: 900000\r\n"
    known = body + f"Authorization: {authorization}\r\n".encode()
    return {
        "silent": b"",
        "half a header": head,
        "trickling header": head + b"X-Slow: ",
        "body of a stranger": body + b"\r\n{",
        "trickling body of a stranger": body + b"\r\n{",
        "body": known + b"\r\n{",
        "trickling body": known + b'\r\n{"title": "',
    }


class SlowClient:
    def __init__(self, url: str, kind: str, opening: bytes) -> None:
        place = urlsplit(url)
        self.kind, self.heard, self.is_open = kind, b"", True
        self.socket = socket.create_connection((place.hostname, place.port), SECONDS)
        self.socket.sendall(opening)
        self.socket.setblocking(False)

    def trickle(self) -> None:
        if self.is_open and self.kind.startswith("trickling"):
            self._try(self.socket.send, TRICKLE)

    def listen(self) -> None:
        """Receive what there is; nothing at all means that the connection was closed."""
        said = self._try(self.socket.recv, 65_536)
        self.heard += said or b""
        self.is_open = self.is_open and said != b""

    def _try(self, do: Any, argument: Any) -> Any:
        try:
            return do(argument)
        except BlockingIOError:
            return None
        except ConnectionError:
            self.is_open = False
            return None


class Crowd:
    """Slow clients, all at once; they stay until the end of the block."""

    def __init__(self, url: str, number: int, authorization: str) -> None:
        kinds = list(openings(authorization).items())
        self.began = time.monotonic()
        self.closed_after = 0.0  # seconds until the last of them was closed
        self.clients = [
            SlowClient(url, *kinds[index % len(kinds)]) for index in range(number)
        ]
        self.goes_home = threading.Event()
        self.thread = threading.Thread(target=self._run)
        self.thread.start()

    def open(self) -> int:
        return sum(client.is_open for client in self.clients)

    def heard(self, kind: str) -> set[bytes]:
        """Return the status lines of the answers to this kind of client."""
        return {
            client.heard.partition(b"\r\n")[0]
            for client in self.clients
            if client.kind == kind
        }

    def end(self) -> None:
        self.goes_home.set()
        self.thread.join()
        for client in self.clients:
            client.socket.close()

    def _run(self) -> None:
        next_byte = self.began
        with selectors.DefaultSelector() as selector:
            for client in self.clients:
                selector.register(client.socket, selectors.EVENT_READ, client)
            while selector.get_map() and not self.goes_home.is_set():
                for key, _ in selector.select(0.1):
                    key.data.listen()
                if time.monotonic() > next_byte:
                    next_byte += 1
                    for client in self.clients:
                        client.trickle()
                for client in self.clients:
                    if not client.is_open and client.socket in selector.get_map():
                        selector.unregister(client.socket)
        self.closed_after = time.monotonic() - self.began


@contextmanager
def crowd_at(url: str, number: int, authorization: str) -> Iterator[Crowd]:
    crowd = Crowd(url, number, authorization)
    try:
        yield crowd
    finally:
        crowd.end()
