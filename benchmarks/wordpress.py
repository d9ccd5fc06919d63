"""
A WordPress over HTTP that takes as long as it is told to: an ASGI application.

It answers as the tests' fake does, which is checked against a real WordPress.
`PUT /delay` with a number of seconds sets how long it waits before each answer;
`GET /calls` tells how often it was asked.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qsl

from benchmarks.cast import ADA, BOB, EVE, SITE_ACCOUNT
from benchmarks.data import EMPTY, LARGE, SMALL, Registry
from tests.wordpress_errors import RestError
from tests.wordpress_people import Person
from tests.wordpress_routes import Response, Site, respond

CAST = {
    ADA: "subscriber",
    BOB: "subscriber",
    EVE: "administrator",
    SITE_ACCOUNT: "restart_registry_service",
}

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


def make_site() -> Site:
    site = Site()
    for caller, role in CAST.items():
        person = site.add_person(caller.username, caller.username.title(), role)
        person.application_passwords.add(caller.password)
    ada, bob, *_ = site.people
    for owner, registries in ((ada, [SMALL, LARGE]), (bob, EMPTY)):
        for registry in registries:
            _add(site, owner, registry)
    return site


def _add(site: Site, owner: Person, registry: Registry) -> None:
    site.last_post_id = registry.id - 1
    post = site.add_post(owner)
    post.status, post.title = "private", "A fresh start"
    post.meta["restart_item_ids"] = json.dumps(list(registry.item_ids))


class WordPress:
    def __init__(self) -> None:
        self.site, self.delay, self.calls = make_site(), 0.0, 0

    async def __call__(
        self, scope: dict[str, Any], receive: Receive, send: Send
    ) -> None:
        body = (await receive()).get("body", b"")
        if scope["path"] in ("/delay", "/calls"):
            answer = Response(200, self.control(scope["path"], body))
        else:
            self.calls += 1
            await asyncio.sleep(self.delay)
            answer = self.answer(scope, body)
        await _send(send, answer)

    def control(self, path: str, body: bytes) -> float:
        if path == "/delay":
            self.delay = float(body)
            return self.delay
        return self.calls

    def answer(self, scope: dict[str, Any], body: bytes) -> Response:
        headers = dict(scope["headers"])
        try:
            return respond(
                self.site,
                scope["method"],
                scope["path"].removeprefix("/wp-json"),
                query=dict(parse_qsl(scope["query_string"].decode())),
                body=json.loads(body) if body else {},
                authorization=headers.get(b"authorization", b"").decode() or None,
            )
        except RestError as error:
            return Response(error.status, error.body)


async def _send(send: Send, answer: Response) -> None:
    body = json.dumps(answer.data).encode()
    headers = {
        "content-type": "application/json; charset=UTF-8",
        "content-length": str(len(body)),
        **answer.headers,
    }
    pairs = [(name.lower().encode(), text.encode()) for name, text in headers.items()]
    start = {"type": "http.response.start", "status": answer.status, "headers": pairs}
    await send(start)
    await send({"type": "http.response.body", "body": body})


application = WordPress()
