"""A proxy before moto that notes each request, and that can be told to be in the way."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.packages.bucket.moto import KEY_ID, Moto
from tests.packages.loopback import QuietServer

NOT_PASSED_ON = {"connection", "transfer-encoding", "server", "date"}
REFUSAL = """<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>{code}</Code><Message>The key {key} isn't welcome.</Message></Error>"""


@dataclass
class Asked:
    method: str
    path: str  # with the query
    headers: Mapping[str, str]
    began: float
    ended: float = 0.0

    @property
    def key(self) -> str:
        """Return the key of /bucket/p2/wp-plugin/tea.json; of the bucket itself: ""."""
        return self.path.partition("?")[0][1:].partition("/")[2]


Hook = Callable[[Asked], None]


class RecordingProxy(QuietServer):
    def __init__(self, moto: Moto) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.upstream = moto.url.removeprefix("http://")
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.asked: list[Asked] = []
        self.refused: dict[str, tuple[int, str]] = {}  # key → status and code
        self.unheard: set[str] = set()  # keys that are stored, and answered with 500
        self.times: dict[str, int] = {}  # key → how often it is refused; else always
        self.before: Hook = _nothing
        self.after: Hook = _nothing
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def requests(self, method: str) -> list[Asked]:
        return [asked for asked in self.asked if asked.method == method]

    def sent(self) -> list[str]:
        """Return the keys that were sent, as they came."""
        return [asked.key for asked in self.requests("PUT")]

    def refusal(self, key: str) -> tuple[int, str] | None:
        left = self.times.get(key, 1)
        self.times.update({key: left - 1} if key in self.times else {})
        return self.refused.get(key) if left > 0 else None

    def stop(self) -> None:
        self.shutdown()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: RecordingProxy
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = 65_536

    def setup(self) -> None:
        super().setup()
        self.upstream = HTTPConnection(self.server.upstream)

    def finish(self) -> None:
        self.upstream.close()
        super().finish()

    def handle_expect_100(self) -> bool:
        is_welcome = super().handle_expect_100()
        self.wfile.flush()
        return is_welcome

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        asked = Asked(
            self.command, self.path, dict(self.headers.items()), time.monotonic()
        )
        self.server.asked.append(asked)
        self.server.before(asked)
        if refusal := self.server.refusal(asked.key):
            self._refuse(*refusal)
        else:
            self._pass_on(asked, body)
        asked.ended = time.monotonic()
        self.server.after(asked)
        self.wfile.flush()

    do_GET = do_HEAD = do_PUT = do_DELETE = do_POST = answer

    def _pass_on(self, asked: Asked, body: bytes) -> None:
        self.upstream.request(asked.method, asked.path, body, dict(asked.headers))
        response = self.upstream.getresponse()
        content = response.read()
        if asked.key in self.server.unheard:
            self._refuse(500, "InternalError")
            return
        self.send_response(response.status)
        for name, value in response.getheaders():
            if name.lower() not in NOT_PASSED_ON:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def _refuse(self, status: int, code: str) -> None:
        content = REFUSAL.format(code=code, key=KEY_ID).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/xml")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: Any) -> None: ...


def _nothing(asked: Asked) -> None: ...
