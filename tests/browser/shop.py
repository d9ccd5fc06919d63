"""A shop on this machine, for the plugin to read product pages of."""

from __future__ import annotations

import threading
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PRODUCTS = {
    "/kettle": ("Kettle, 1.5 litres", "24.90", "Boils, whistles, lasts."),
    "/plates": ("Six plates", "39.00", "Stoneware with a blue rim."),
    "/lamp": ("Reading lamp", "18.00", "A warm light, and a long arm."),
}
PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{name} - A Shop</title>
<meta property="og:type" content="product">
<meta property="og:title" content="{name}">
<meta property="og:description" content="{description}">
<meta property="product:price:amount" content="{price}">
<meta property="product:price:currency" content="USD">
</head><body><h1>{name}</h1></body></html>"""


class Counter(BaseHTTPRequestHandler):
    """Serves the pages of the products."""

    def do_GET(self) -> None:
        if product := PRODUCTS.get(self.path):
            self.answers(200, page(*product))
        else:
            self.answers(404, "<h1>We don't have that</h1>")

    def answers(self, status: int, html: str) -> None:
        body = html.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        """Log nothing: the log is a test's."""


class Shop(ThreadingHTTPServer):
    """Listens as soon as it is made; `connections` counts all clients, whatever they wanted."""

    daemon_threads = True

    def __init__(self, counter: type[BaseHTTPRequestHandler] = Counter) -> None:
        super().__init__(("127.0.0.1", 0), counter)
        self.port = int(self.server_address[1])
        self.url = f"http://127.0.0.1:{self.port}"
        self.connections = 0
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def process_request(self, request: Any, client_address: Any) -> None:
        self.connections += 1
        super().process_request(request, client_address)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignore clients that hang up: some tests are about them."""

    def stop(self) -> None:
        self.shutdown()
        self.server_close()


def page(name: str, price: str, description: str) -> str:
    return PAGE.format(name=escape(name), price=price, description=escape(description))
