"""The fake WordPress on a socket, with every way in which a connection can break."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import requests

from tests.wordpress import FakeWordPress, Says
from wordpress.local.accounts import Account
from wordpress.local.machine.ports import free_port

SECONDS = 60  # a test that waits longer than this has failed


class WordPressServer:
    """Answers over HTTP/1.1 what `fake` answers, and keeps connections open as Apache does.

    `trick` comes instead of an answer: one of the functions at the end of this file.
    """

    def __init__(self) -> None:
        self.fake = FakeWordPress()
        self.url = f"http://127.0.0.1:{free_port()}"
        self.people = 0
        self.connections = 0
        self.waiting = threading.Semaphore(0)
        self.released = threading.Event()
        self.lock = threading.Lock()
        self.behave()
        self.start()

    def start(self) -> None:
        """Start again on the same port."""
        self.listener = _Listener(self)
        self.thread = threading.Thread(target=self.listener.serve_forever, args=(0.05,))
        self.thread.start()

    def stop(self) -> None:
        """Refuse connections, and end those that are open."""
        self.released.set()
        self.listener.shutdown()
        self.listener.close_connections()
        self.listener.server_close()
        self.thread.join()

    def behave(self) -> None:
        """Answer as WordPress does from now on."""
        self.released.set()
        self.released = threading.Event()
        self.waiting = threading.Semaphore(0)
        self.trick: Trick | None = None
        self.headers: Mapping[str, str] = {}
        self.fake.instead.clear()

    def close_connections(self) -> None:
        """Return the connections that are idle now: all of them when no request is under way."""
        self.listener.close_connections()

    def wait_for_hanging(self, number: int) -> None:
        for _ in range(number):
            assert self.waiting.acquire(timeout=SECONDS), "too few requests hang"

    def new_person(self, role: str = "subscriber") -> Account:
        """Add a person that no cache knows yet."""
        with self.lock:
            self.people += 1
            return self.fake.add_account(f"person{self.people}", role=role)

    def asked(self, path: str) -> int:
        with self.lock:
            return self.fake.asked(path)

    def answer(self, request: requests.PreparedRequest) -> requests.Response:
        with self.lock:
            return self.fake.send(request)


class _Listener(ThreadingHTTPServer):
    daemon_threads = False
    block_on_close = True
    request_queue_size = 200

    def __init__(self, wordpress: WordPressServer) -> None:
        self.wordpress = wordpress
        self.open: set[socket.socket] = set()
        port = int(wordpress.url.rpartition(":")[2])
        super().__init__(("127.0.0.1", port), _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        with self.wordpress.lock:
            self.wordpress.connections += 1
            self.open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self.wordpress.lock:
            self.open.discard(request)
        super().shutdown_request(request)

    def close_connections(self) -> None:
        with self.wordpress.lock:
            for connection in self.open:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """The API hangs up on most of the tricks, as it should."""


class _Handler(BaseHTTPRequestHandler):
    server: _Listener
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def answer(self) -> None:
        wordpress = self.server.wordpress
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        url = f"{wordpress.url}{self.path}"
        request = requests.Request(self.command, url, dict(self.headers), data=body)
        answer = wordpress.answer(request.prepare())
        if wordpress.trick:
            self.close_connection = True
            wordpress.trick(self)
        else:
            headers = {**answer.headers, **wordpress.headers}
            self.say(Says(answer.status_code, answer.content, headers))

    do_GET = do_POST = do_DELETE = answer

    def say(self, answer: Says, *, length: int | None = None) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(length or len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, format: str, *args: Any) -> None: ...


# The tricks

Trick = Callable[[_Handler], None]


def hang(handler: _Handler) -> None:
    """Accept, and never answer (until the test ends)."""
    released = handler.server.wordpress.released
    handler.server.wordpress.waiting.release()
    released.wait(SECONDS)


def drip(handler: _Handler) -> None:
    """Begin to answer, one byte at a time, each well within the read time-out."""
    handler.send_response(200)
    handler.end_headers()
    _drip(handler, b"[" + b" " * 10_000)


def drip_headers(handler: _Handler) -> None:
    _drip(handler, b"HTTP/1.1 200 OK\r\nX-Slow: " + b"x" * 10_000)


def _drip(handler: _Handler, text: bytes) -> None:
    released = handler.server.wordpress.released
    for byte in text:
        handler.wfile.write(bytes([byte]))
        if released.wait(0.1):
            return


def die_half_way(handler: _Handler) -> None:
    """Promise a body, send half of it, and close the connection."""
    handler.say(Says(200, b'{"id": 1, "username": "a'), length=500)


def die_at_once(handler: _Handler) -> None:
    """Take the request, and close the connection without a word."""


def die_once(handler: _Handler) -> None:
    """Close a connection in the moment in which it is used again."""
    handler.server.wordpress.trick = None


def says(status: int, body: bytes = b"{}", **headers: str) -> Trick:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler: handler.say(Says(status, body, named))
