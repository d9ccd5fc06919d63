"""A page, read as people see it: its text and its links."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from django.test import Client

UNSEEN = {"head", "nav", "footer", "header", "script", "svg"}
EMPTY = {"br", "hr", "img", "input", "link", "meta"}


class Page(HTMLParser):
    """`text` is what stands in the page's own part; `links` has each with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: dict[str, dict[str, str]] = {}
        self.fields: dict[str, str] = {}
        self.tags: list[str] = []
        self._words: list[str] = []
        self._within: list[str] = []
        self.feed(html)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self._words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        if "href" in told and self._is_seen():
            self.links[told["href"]] = told
        if tag == "input" and "id" in told:
            self.fields[told["id"]] = told.get("value", "")
        if tag not in EMPTY:
            self._within.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._within and self._within.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._is_seen():
            self._words.append(data)

    def _is_seen(self) -> bool:
        return not UNSEEN & set(self._within)


def read(client: Client, path: str, status: int = 200, **query: Any) -> Page:
    """Ask for an address below `/packages`; "" is that one itself."""
    response = client.get(f"/packages{path}", query)
    assert response.status_code == status
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    return Page(response.content.decode())
