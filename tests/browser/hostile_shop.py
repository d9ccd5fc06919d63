"""Shops that misbehave, and a server inside that nobody from outside may reach."""

from __future__ import annotations

import gzip
import itertools
import json
import time
import urllib.parse
from collections.abc import Iterator
from functools import cache

from tests.browser.bot_pages import BOT_PAGES
from tests.browser.shop import Counter, Shop, page

SECRET = "The secret"
KETTLE = page("Kettle", "24.90", "Boils.")
LONG_SECONDS = 120  # longer than any test here waits
PIECE = b"<p>More of it.</p>" * 4000
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
HTML = {"Content-Type": "text/html; charset=utf-8"}
Page = tuple[int, dict[str, str], str | bytes]


@cache
def bomb(layers: int) -> bytes:
    """A page of 300 MB, more than PHP may hold."""
    packed = gzip.compress(b"<title>Kettle</title>" + bytes(300_000_000), 1)
    return packed if layers == 1 else gzip.compress(packed)


def linked(**product: object) -> str:
    """A page with a product in JSON-LD."""
    text = json.dumps({"@type": "Product", **product}).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'


NO_PAGES: dict[str, Page] = {
    "/picture": (200, {"Content-Type": "image/jpeg"}, KETTLE),
    "/paper": (200, {"Content-Type": "application/pdf"}, KETTLE),
    "/data": (200, {"Content-Type": "application/json"}, '{"name": "Kettle"}'),
    "/text": (200, {"Content-Type": "text/plain"}, KETTLE),
    "/feed": (200, {"Content-Type": "application/rss+xml"}, KETTLE),
    "/almost": (200, {"Content-Type": "text/htmlx"}, KETTLE),
    "/untyped": (200, {}, KETTLE),
    "/nothing": (204, HTML, ""),
    "/empty": (200, HTML, ""),
    "/nameless": (200, HTML, "<p>No name at all"),
    "/binary": (200, HTML, bytes(range(256)) * 1000),
    "/missing": (404, HTML, KETTLE),
    "/refused": (403, HTML, KETTLE),
    "/broken": (500, HTML, KETTLE),
    "/busy": (429, {**HTML, "Retry-After": "3600"}, KETTLE),
    "/password": (401, {**HTML, "WWW-Authenticate": "Basic"}, KETTLE),
    "/nowhere": (302, HTML, KETTLE),
    "/elsewhere": (302, {**HTML, "Location": ""}, KETTLE),
    "/loop": (302, {"Location": "/loop"}, ""),
    "/ping": (301, {"Location": "/pong"}, ""),
    "/pong": (307, {"Location": "http://www.shop.example/ping"}, ""),
    "/refresh": (200, {**HTML, "Refresh": "0; url=http://127.0.0.1/"}, ""),
    "/cut": (200, {**HTML, "Content-Length": "100000"}, KETTLE),
    "/unpacked": (200, {**HTML, "Content-Encoding": "gzip"}, KETTLE),
    **{
        f"/bot/{number}": (status, HTML, html)
        for number, (status, html) in enumerate(BOT_PAGES)
    },
}
# The plugin may read these or not, as long as it is quick and PHP doesn't complain.
ODD_PAGES: dict[str, Page] = {
    "/letters": (200, HTML, ("<meta " + "a" * 8000 + ">") * 250),
    "/openers": (200, HTML, linked(name="<script>" * 38_000)),
    "/styles": (200, HTML, linked(name="Kettle", description="<style>" * 40_000)),
    "/scripts": (200, HTML, '<script type="application/ld+json">["' * 50_000),
    "/deep": (
        200,
        HTML,
        '<script type="application/ld+json">' + "[" * 400_000 + "</script>",
    ),
    "/wide": (
        200,
        HTML,
        '<script type="application/ld+json">[' + "[]," * 150_000 + "[]]</script>",
    ),
    "/entities": (200, HTML, "<title>" + "&amp;" * 400_000),
    **{
        f"/charset/{name}": (
            200,
            {"Content-Type": f"text/html; charset={name}"},
            KETTLE,
        )
        for name in (
            "base64",
            "uuencode",
            "html",
            "qprint",
            "7bit",
            "utf-7",
            "ucs-4",
            "auto",
            "nonsense",
        )
    },
}


class HostileShop(Shop):
    """`paths` holds the paths that were asked for; `sent` counts the bytes of the long answers."""

    def __init__(self) -> None:
        self.paths: list[str] = []
        self.sent = 0
        super().__init__(HostileCounter)


class HostileCounter(Counter):
    server: HostileShop

    def do_GET(self) -> None:
        self.server.paths.append(self.path)
        path, _, query = self.path.partition("?")
        special = getattr(self, "do_" + path[1:].replace("-", "_"), None)
        if special:
            special(urllib.parse.unquote(query))
        elif path in ODD_PAGES or path in NO_PAGES:
            self.shows(*{**ODD_PAGES, **NO_PAGES}[path])
        else:
            super().do_GET()

    def shows(self, status: int, headers: dict[str, str], body: str | bytes) -> None:
        body = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def streams(self, before: bytes, pieces: Iterator[bytes], pause: float = 0) -> None:
        self.wfile.write(before)
        for piece in pieces:
            self.wfile.write(piece)
            self.server.sent += len(piece)
            time.sleep(pause)

    def do_to(self, address: str) -> None:
        self.shows(302, {"Location": address}, "")

    def do_both(self, address: str) -> None:
        """A redirect that names two places."""
        head = f"HTTP/1.1 302 Found\r\nLocation: /kettle\r\nLocation: {address}\r\n\r\n"
        self.wfile.write(head.encode())

    def do_typed_twice(self, _: str) -> None:
        self.wfile.write(HEAD + b"Content-Type: text/html\r\n\r\n" + KETTLE.encode())

    def do_bomb(self, layers: str) -> None:
        self.shows(200, {**HTML, "Content-Encoding": "gzip"}, bomb(int(layers)))

    def do_no_http(self, _: str) -> None:
        self.wfile.write(b"SSH-2.0-OpenSSH_9.2p1\r\n")

    def do_huge(self, _: str) -> None:
        size = b"Content-Length: 1000000000\r\n\r\n"
        self.streams(HEAD + size, itertools.repeat(PIECE, 10**9 // len(PIECE)))

    def do_endless(self, _: str) -> None:
        self.streams(HEAD + b"\r\n" + KETTLE.encode(), itertools.repeat(PIECE))

    def do_endless_headers(self, _: str) -> None:
        self.streams(HEAD, itertools.repeat(b"X-More: " + b"x" * 1000 + b"\r\n"))

    def do_endless_header(self, _: str) -> None:
        self.streams(HEAD + b"X-More: ", itertools.repeat(b"x" * 1000))

    def do_endless_chunks(self, _: str) -> None:
        head = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
        self.streams(head, itertools.repeat(b"%x\r\n%s\r\n" % (len(PIECE), PIECE)))

    def do_endless_patience(self, _: str) -> None:
        self.streams(b"", itertools.repeat(b"HTTP/1.1 100 Continue\r\n\r\n"))

    def do_slow_header(self, _: str) -> None:
        self.streams(HEAD + b"X-Slow: ", itertools.repeat(b"x", LONG_SECONDS), 1)

    def do_slow_body(self, _: str) -> None:
        self.streams(HEAD + b"\r\n<title>", itertools.repeat(b"x", LONG_SECONDS), 1)

    def do_silent(self, _: str) -> None:
        self.rfile.read()

    def do_slow_chain(self, number: str) -> None:
        time.sleep(3)
        self.do_to(f"/slow-chain?{int(number) + 1}")


class Secret(Shop):
    """A server inside the network; `connections` must not change."""

    def __init__(self) -> None:
        super().__init__(SecretKeeper)


class SecretKeeper(Counter):
    def do_GET(self) -> None:
        self.answers(200, page(SECRET, "1.00", "What nobody outside may read."))
