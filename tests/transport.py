"""A transport of requests that answers itself, for whatever we call by HTTP."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.message import Message
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import requests
import urllib3
from requests.adapters import BaseAdapter, HTTPAdapter


@dataclass(frozen=True)
class Says:
    """An answer that stands in for WordPress's own."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Received:
    """A request as WordPress received it; `path` is what follows /wp-json."""

    method: str
    path: str
    query: dict[str, str]
    headers: Mapping[str, str]
    body: Any

    @property
    def authorization(self) -> str | None:
        return self.headers.get("Authorization")


class FakeTransport(BaseAdapter):
    """
    Answers what our client sends, and keeps it in `requests`.

    `instead` maps the beginning of a path to an answer or an exception that comes
    instead of WordPress's own. `before` is called with every request: there a test
    does what somebody else does at that moment.
    """

    def __init__(self) -> None:
        super().__init__()
        self.requests: list[Received] = []
        self.instead: dict[str, Says | Exception] = {}
        self.before: Callable[[Received], None] = lambda received: None
        self.cookie = ""

    def answer(self, received: Received) -> Says:
        """Say what WordPress says."""
        raise NotImplementedError

    def stop(self) -> None:
        self.instead[""] = requests.ConnectionError("refused")

    def start(self) -> None:
        self.instead.clear()

    @property
    def writes(self) -> list[Received]:
        return [received for received in self.requests if received.method != "GET"]

    def asked(self, path: str) -> int:
        return sum(received.path == path for received in self.requests)

    def send(
        self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
    ) -> requests.Response:
        received = _received(request)
        self.requests.append(received)
        self.before(received)
        answer = self._instead_of(received.path) or self.answer(received)
        if isinstance(answer, Exception):
            raise answer
        raw = urllib3.HTTPResponse(
            body=io.BytesIO(answer.body),
            status=answer.status,
            headers=dict(answer.headers),
            preload_content=False,
            original_response=_WithCookie(self.cookie),  # type: ignore[arg-type]  # only its headers are read
        )
        return HTTPAdapter().build_response(request, raw)

    def _instead_of(self, path: str) -> Says | Exception | None:
        for beginning, answer in self.instead.items():
            if path.startswith(beginning):
                return answer
        return None

    def close(self) -> None: ...


class _WithCookie:
    """As much of http.client's response as the cookie jar of requests looks at."""

    def __init__(self, cookie: str) -> None:
        self.msg = Message()
        if cookie:
            self.msg["Set-Cookie"] = cookie

    def close(self) -> None: ...

    def isclosed(self) -> bool:
        return True


def _received(request: requests.PreparedRequest) -> Received:
    url = urlsplit(request.url or "")
    _, _, path = str(url.path).partition("/wp-json")
    return Received(
        method=str(request.method),
        path=path,
        query=dict(parse_qsl(str(url.query))),
        headers=request.headers,
        body=json.loads(request.body) if request.body else {},
    )
