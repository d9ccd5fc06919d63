"""A connection between our API and WordPress that breaks in every way, one after the other."""

from __future__ import annotations

import contextlib
import itertools
import socket
import threading
import time
from collections.abc import Iterator
from socketserver import BaseRequestHandler, ThreadingTCPServer
from urllib.parse import urlsplit

from wordpress.local.machine.ports import free_port

SLICE_SECONDS = 0.7  # of each fault, and of the peace after it
FAULTS = ["refuses", "hangs", "says 500", "dies half-way"]
BROKEN = (
    b"HTTP/1.1 500 Oops\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\nOops"
)


class FaultyLine:
    """`fault` is what it does now; "" is nothing."""

    def __init__(self, wordpress: str) -> None:
        target = urlsplit(wordpress)
        self.target = (str(target.hostname), int(target.port or 80))
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.fault = ""
        self.happened: set[str] = set()
        self._open()

    def _open(self) -> None:
        self.listener = _Listener(("127.0.0.1", self.port), _Handler)
        self.listener.line = self
        threading.Thread(target=self.listener.serve_forever, args=(0.02,)).start()

    def stop(self) -> None:
        self.listener.shutdown()
        self.listener.server_close()

    @contextlib.contextmanager
    def breaking(self) -> Iterator[None]:
        """Show every fault in turn, again and again, with peace in between."""
        ended = threading.Event()
        thread = threading.Thread(target=self._break_until, args=(ended,))
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()

    def _break_until(self, ended: threading.Event) -> None:
        for fault in itertools.cycle(FAULTS):
            self.fault = fault
            if fault == "refuses":
                self.stop()
                self.happened.add(fault)
            ended.wait(SLICE_SECONDS)
            if fault == "refuses":
                self._open()
            self.fault = ""
            if ended.wait(SLICE_SECONDS):
                return


class _Listener(ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    request_queue_size = 200
    line: FaultyLine

    def handle_error(self, request: object, client_address: object) -> None:
        """The API hangs up when nobody answers, as it should."""


class _Handler(BaseRequestHandler):
    server: _Listener
    request: socket.socket

    def handle(self) -> None:
        line = self.server.line
        fault = line.fault
        asked = _read_request(self.request)
        if fault:
            line.happened.add(fault)
        if fault == "hangs":
            while line.fault == "hangs":
                time.sleep(0.05)
        elif fault == "says 500":
            self.request.sendall(BROKEN)
        else:
            answer = _ask(line.target, asked)
            half = len(answer) // 2 if fault == "dies half-way" else len(answer)
            self.request.sendall(answer[:half])


def _read_request(connection: socket.socket) -> bytes:
    data = b""
    while b"\r\n\r\n" not in data:
        data += connection.recv(65_536) or b"\r\n\r\n"
    head, _, body = data.partition(b"\r\n\r\n")
    lines = head.lower().split(b"\r\n")
    lengths = [line[15:] for line in lines if line.startswith(b"content-length:")]
    while len(body) < int((lengths or [b"0"])[0]) and (more := connection.recv(65_536)):
        body += more
    # PHP's own server ends the connection after each answer, and so does this one.
    return head.replace(b"keep-alive", b"close") + b"\r\n\r\n" + body


def _ask(target: tuple[str, int], asked: bytes) -> bytes:
    with socket.create_connection(target, timeout=60) as connection:
        connection.sendall(asked)
        return b"".join(iter(lambda: connection.recv(65_536), b""))
