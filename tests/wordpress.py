"""
A WordPress small enough to read: what we assume of the real one.

Every assumption here is also tested against a real WordPress, by the same test
classes: see `worlds.py`. What a real one answers is in the measurements of
wordpress_people.py, wordpress_posts.py and wordpress_routes.py.
"""

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
from django.conf import settings
from requests.adapters import BaseAdapter, HTTPAdapter

from tests.wordpress_errors import RestError
from tests.wordpress_people import Person
from tests.wordpress_posts import Post
from tests.wordpress_routes import Site, respond
from wordpress.local.accounts import Account

CAST = {
    "ada": ("Ada Lovelace", "subscriber"),
    "bob": ("Bob Kahn", "subscriber"),
    "carol": ("Carol Shaw", "subscriber"),
    "eve": ("Eve Adams", "administrator"),
}


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


class FakeWordPress(BaseAdapter):
    """
    Answers what the client of `wpauth` sends, and keeps it in `requests`.

    `instead` maps the beginning of a path to an answer or an exception that comes
    instead of WordPress's own. `before` is called with every request: there a test
    does what somebody else does at that moment.
    """

    def __init__(self) -> None:
        super().__init__()
        self.site = Site()
        self.accounts: dict[str, Account] = {}
        self.requests: list[Received] = []
        self.instead: dict[str, Says | Exception] = {}
        self.before: Callable[[Received], None] = lambda received: None
        self.without_plugin_fields = False
        self.cookie = ""
        for name, (display_name, role) in CAST.items():
            self.add_account(name, display_name, role)
        self.prove_email("bob")
        service = self.add_account(
            settings.WP_BASIC_AUTH_USER,
            "Restart Registry",
            "restart_registry_service",
            application_password=settings.WP_BASIC_AUTH_PASSWORD,
        )
        self.accounts["service"] = service

    # What both worlds offer

    def add_account(
        self,
        username: str,
        display_name: str = "Somebody Else",
        role: str = "subscriber",
        *,
        email: str = "",
        application_password: str = "",
    ) -> Account:
        person = self.site.add_person(username, display_name, role, email)
        password = application_password or f"app password of {person.id} xyz"
        person.application_passwords.add(password)
        account = Account(person.id, username, person.email, "main password", password)
        self.accounts[username] = account
        return account

    def make_registry(
        self,
        *,
        owner: str = "ada",
        status: str = "private",
        title: str = "A fresh start",
        story: str = "",
        meta: Mapping[str, str] | None = None,
    ) -> int:
        """Add a post, with title and story as they are stored (HTML-escaped)."""
        post = self.site.add_post(self.person(owner))
        post.status, post.title, post.content = status, title, story
        post.meta = dict(meta or {})
        return post.id

    def set_status(self, registry_id: int, status: str) -> None:
        self.site.posts[registry_id].status = status

    def set_meta(self, registry_id: int, key: str, text: str) -> None:
        """Write past every check, as an older version or somebody with access to the database would."""
        self.site.posts[registry_id].meta[key] = text

    def remove(self, registry_id: int) -> None:
        del self.site.posts[registry_id]

    def post(self, registry_id: int) -> dict[str, Any]:
        """Return what is stored; {} if there is no such post."""
        post = self.site.posts.get(registry_id)
        if post is None:
            return {}
        return {
            "author": post.author.id,
            "status": post.status,
            "title": post.title,
            "content": post.content,
            "meta": dict(post.meta),
        }

    def change_email(self, name: str, email: str) -> None:
        """Change it as an administrator or another plugin does; it isn't proved then."""
        self.person(name).change_email(email)

    def prove_email(self, name: str) -> None:
        self.person(name).verified_email = self.person(name).email

    def change_role(self, name: str, role: str) -> None:
        self.person(name).role = role

    def revoke(self, name: str) -> None:
        """Withdraw this person's application passwords."""
        self.person(name).application_passwords.clear()

    def stop(self) -> None:
        self.instead[""] = requests.ConnectionError("refused")

    def start(self) -> None:
        self.instead.clear()

    # What only this one offers

    @property
    def writes(self) -> list[Received]:
        return [received for received in self.requests if received.method != "GET"]

    def asked(self, path: str) -> int:
        return sum(received.path == path for received in self.requests)

    def person(self, name: str) -> Person:
        account_id = self.accounts[name].id
        return next(p for p in self.site.people if p.id == account_id)

    def stored(self, registry_id: int) -> Post:
        return self.site.posts[registry_id]

    # requests' transport

    def send(
        self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
    ) -> requests.Response:
        received = _received(request)
        self.requests.append(received)
        self.before(received)
        answer = self._instead_of(received.path) or self._answer(received)
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

    def _answer(self, received: Received) -> Says:
        headers = {"Content-Type": "application/json; charset=UTF-8"}
        try:
            status, data, totals = respond(
                self.site,
                received.method,
                received.path,
                query=received.query,
                body=received.body,
                authorization=received.authorization,
                key=received.headers.get("Idempotency-Key", ""),
            )
        except RestError as error:
            status, data, totals = error.status, error.body, {}
        if self.without_plugin_fields:
            data = {key: data[key] for key in data if not key.startswith("restart_")}
        return Says(status, json.dumps(data).encode(), {**headers, **totals})

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
    return Received(
        method=str(request.method),
        path=str(url.path).removeprefix("/wp-json"),
        query=dict(parse_qsl(str(url.query))),
        headers=request.headers,
        body=json.loads(request.body) if request.body else {},
    )
