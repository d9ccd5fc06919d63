"""The server that a function asks for its next event: Lambda's Runtime API."""

from __future__ import annotations

import json
import queue
import re
import threading
import time
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple


class Outcome(NamedTuple):
    payload: bytes
    failed: bool


class RuntimeApi(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, arn: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.arn = arn
        self.started = time.perf_counter()
        self.initialized = threading.Event()
        self.init_seconds = 0.0
        self.events: queue.Queue[bytes | None] = queue.Queue()
        self.outcomes: queue.Queue[Outcome] = queue.Queue()
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def asks_for_the_first_time(self) -> None:
        if not self.initialized.is_set():
            self.init_seconds = time.perf_counter() - self.started
            self.initialized.set()

    def stop(self) -> None:
        self.events.put(None)
        self.shutdown()
        self.server_close()

    def handle_error(self, request: object, client_address: object) -> None:
        """A function that is stopped hangs up."""


class _Handler(BaseHTTPRequestHandler):
    server: RuntimeApi
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def do_GET(self) -> None:
        self.server.asks_for_the_first_time()
        event = self.server.events.get()
        if event is None:
            self.close_connection = True
            return
        in_a_while = str(int((time.time() + 900) * 1000))
        self._say(
            200,
            event,
            {
                "Lambda-Runtime-Aws-Request-Id": str(uuid.uuid4()),
                "Lambda-Runtime-Deadline-Ms": in_a_while,
                "Lambda-Runtime-Invoked-Function-Arn": self.server.arn,
            },
        )

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        said = re.search(r"/(response|error)$", self.path)
        self.server.outcomes.put(Outcome(body, failed=not said or said[1] == "error"))
        self.server.initialized.set()  # an error may come before the first event
        self._say(202, json.dumps({"status": "OK"}).encode(), {})

    def _say(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None: ...
