"""The fake bridge on a socket, for programs that call it as they call a real site."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import requests

from tests.bridge import FakeBridge
from wordpress.local.machine.ports import free_port


class ServedBridges:
    """
    Sites below one address: /1, /2 … `lock` is for whoever changes them while they answer.
    """

    def __init__(self, number: int) -> None:
        self.listen()
        names = [f"/{place}" for place in range(1, number + 1)]
        self.fakes = {name: FakeBridge(self.address + name) for name in names}

    def listen(self) -> None:
        port = free_port()
        self.address = f"http://127.0.0.1:{port}"
        self.lock = threading.RLock()
        self.listener = _Listener(("127.0.0.1", port), _Handler)
        self.listener.bridges = self
        self.thread = threading.Thread(target=self.listener.serve_forever, args=(0.02,))
        self.thread.start()

    def stop(self) -> None:
        self.listener.shutdown()
        self.listener.server_close()
        self.thread.join()

    def answer(self, request: requests.PreparedRequest) -> requests.Response:
        fake = self.fakes[request.path_url.partition("/wp-json")[0]]
        with self.lock:
            answer = fake.send(request)
            fake.requests.clear()
            return answer


class ServedBridge(ServedBridges):
    """One site; `url` is what it takes for its address, such as that of a line to it."""

    def __init__(self, url: str = "") -> None:
        self.listen()
        self.fake = FakeBridge(url or self.address)
        self.fakes = {"": self.fake}


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 200
    bridges: ServedBridges

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Workers are killed while they wait for an answer."""


class _Handler(BaseHTTPRequestHandler):
    server: _Listener
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def answer(self) -> None:
        bridges = self.server.bridges
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        url = f"{bridges.address}{self.path}"
        request = requests.Request(self.command, url, dict(self.headers), data=body)
        answer = bridges.answer(request.prepare())
        self.send_response(answer.status_code)
        self.send_header("Content-Type", answer.headers["Content-Type"])
        self.send_header("Content-Length", str(len(answer.content)))
        self.end_headers()
        self.wfile.write(answer.content)

    do_GET = do_POST = answer

    def log_message(self, format: str, *args: Any) -> None: ...
