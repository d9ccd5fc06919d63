"""An HTTP server on loopback that hands each request to a function, and has troubles if it says so."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

from tests.packages.fake_subversion import Reply
from tests.packages.troubles import Says, Trouble


class Received(NamedTuple):
    """A request as it came; `moment` is time.monotonic()'s."""

    method: str
    path: str
    query: dict[str, str]
    headers: Mapping[str, str]
    body: bytes
    moment: float

    @property
    def slug(self) -> str:
        return self.query.get("request[slug]", "")


Answer = Callable[[Received], tuple[Reply, Trouble | None]]


class LoopbackServer(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, port: int, answer: Answer) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.answer = answer
        self.stopped = Event()
        self._thread = Thread(target=self.serve_forever, args=(0.05,))
        self._thread.start()

    def stop(self) -> None:
        if not self.stopped.is_set():
            self.stopped.set()
            self.shutdown()
            self.server_close()
            self._thread.join()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of clients that went away."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    server: LoopbackServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = 65_536

    def answer(self) -> None:
        reply, trouble = self.server.answer(self._received())
        if trouble is None:
            headers = {"Content-Type": reply.content_type}
            trouble = Says(reply.status, reply.body, headers)
        trouble.happen(self, reply, self.server.stopped)

    do_GET = do_REPORT = do_PROPFIND = answer

    def _received(self) -> Received:
        moment = time.monotonic()
        parts = urlsplit(self.path)
        query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        headers = dict(self.headers.items())
        return Received(self.command, parts.path, query, headers, body, moment)

    def log_message(self, *_: object) -> None: ...
