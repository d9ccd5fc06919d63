"""A line to a site that breaks with one request in a few, each time in another way."""

from __future__ import annotations

import json
import random
import re
import socket
import threading
import time
import uuid
from collections import Counter, defaultdict
from socketserver import BaseRequestHandler, ThreadingTCPServer
from urllib.parse import urlsplit

from tests.real.faulty_line import ask, read_request
from wordpress.local.machine.ports import free_port

TOO_LATE = 0.8  # seconds, longer than the workers wait
SHARE = 0.25  # of all requests
FAULTS = [
    "drop",
    "too late",
    "twice",
    "an older answer",
    "half",
    "500",
    "html",
    "empty",
    "another generation",
]


def says(status: str, body: bytes, kind: str = "application/json") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nConnection: close\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


class UnreliableLine:
    """`mend()` ends all of it; `happened` counts what was done to whom."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311  # no secret
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.happened = Counter[str]()
        self.answers: dict[bytes, list[bytes]] = defaultdict(list)
        self.is_mended = False
        self.lock = threading.Lock()

    def open_to(self, address: str) -> None:
        target = urlsplit(address)
        self.target = (str(target.hostname), int(target.port or 80))
        self.listener = _Listener(("127.0.0.1", self.port), _Handler)
        self.listener.line = self
        self.thread = threading.Thread(target=self.listener.serve_forever, args=(0.02,))
        self.thread.start()

    def close(self) -> None:
        self.listener.shutdown()
        self.listener.server_close()
        self.thread.join()

    @property
    def breaks(self) -> int:
        return self.happened.total() - self.happened[""]

    def mend(self) -> None:
        self.is_mended = True

    def answer(self, asked: bytes) -> bytes:
        """Return what arrives, b"" for nothing."""
        question = asked.partition(b"\r\n")[0]
        with self.lock:
            is_broken = not self.is_mended and self.random.random() < SHARE
            fault = self.random.choice(FAULTS) if is_broken else ""
            older = self.answers[question]
            if fault == "an older answer" and older:
                self.happened[fault] += 1
                return self.random.choice(older)
        self.happened[fault] += 1
        answer = ask(self.target, asked)
        older.append(answer)
        match fault:
            case "drop":
                return b""
            case "too late":
                time.sleep(TOO_LATE)
            case "twice":
                return ask(self.target, asked)
            case "half":
                return answer[: len(answer) // 2]
            case "500":
                return says("500 Oops", b'{"code": "internal_server_error"}')
            case "html":
                return says("200 OK", b"<html>Back soon</html>", "text/html")
            case "empty":
                return says("200 OK", b"")
            case "another generation":
                return another_generation(answer)
        return answer


def another_generation(answer: bytes) -> bytes:
    """Return it as a site would answer whose journal was made anew a moment ago."""
    name = f'"generation": {json.dumps(str(uuid.uuid4()))}'.encode()
    return re.sub(rb'"generation": "[^"]+"', name, answer)


class _Listener(ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    request_queue_size = 200
    line: UnreliableLine

    def handle_error(self, request: object, client_address: object) -> None:
        """Workers are killed while they wait for an answer."""


class _Handler(BaseRequestHandler):
    server: _Listener
    request: socket.socket

    def handle(self) -> None:
        self.request.sendall(self.server.line.answer(read_request(self.request)))
