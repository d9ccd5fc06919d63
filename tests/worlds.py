"""
What a test needs from WordPress, whichever one it is.

A claim about who may do what is a test class on `WordPressMixin` that uses nothing
but `World`; tests/real/ runs the same class in a world that is real. Tests that need
the fake's switches or its list of requests stand on `FakeWordPressMixin`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from django.core.cache import cache as djangos_cache
from django.test import Client, SimpleTestCase
from django.test.client import ClientHandler

from items.models import Item
from tests.wordpress import FakeWordPress
from wordpress.local.accounts import Account
from wpclient.client import get_client

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response


class World(Protocol):
    """A WordPress with the cast: Ada owns, Bob is invited, Carol is a stranger, Eve
    is the administrator. Bob's e-mail address is proved."""

    accounts: dict[str, Account]

    def add_account(
        self,
        username: str,
        display_name: str = ...,
        role: str = ...,
        *,
        email: str = ...,
    ) -> Account: ...

    def make_registry(
        self,
        *,
        owner: str = ...,
        status: str = ...,
        title: str = ...,
        story: str = ...,
        meta: Mapping[str, str] | None = ...,
    ) -> int: ...

    def set_status(self, registry_id: int, status: str) -> None: ...
    def set_meta(self, registry_id: int, key: str, text: str) -> None: ...
    def remove(self, registry_id: int) -> None: ...
    def post(self, registry_id: int) -> dict[str, Any]: ...
    def change_email(self, name: str, email: str) -> None: ...
    def prove_email(self, name: str) -> None: ...
    def change_role(self, name: str, role: str) -> None: ...
    def revoke(self, name: str) -> None: ...
    def stop(self) -> None: ...
    def start(self) -> None: ...


@cache
def shared_handler() -> ClientHandler:
    """All callers share one: WhiteNoise looks at every static file when it is made."""
    handler = ClientHandler(enforce_csrf_checks=False)
    handler.load_middleware()
    return handler


class Caller:
    """Somebody who calls the API, as in `self.ada.get("/items")`."""

    def __init__(self, authorization: str | None = None) -> None:
        self.client = Client(raise_request_exception=False)
        self.client.handler = shared_handler()
        self.headers = {"authorization": authorization} if authorization else {}

    def send(
        self, method: str, path: str, body: Any = None, **headers: str
    ) -> Response:
        """`body` is either bytes, sent as they are, or data that becomes JSON."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        content_type = named.pop("content-type", "application/json")
        return self.client.generic(
            method,
            path,
            b"" if body is None else data,
            content_type,
            headers={**self.headers, **named},
        )

    def get(self, path: str, **headers: str) -> Response:
        return self.send("GET", path, **headers)

    def post(self, path: str, body: Any, **headers: str) -> Response:
        return self.send("POST", path, body, **headers)

    def put(self, path: str, body: Any, **headers: str) -> Response:
        return self.send("PUT", path, body, **headers)

    def patch(self, path: str, body: Any, **headers: str) -> Response:
        return self.send("PATCH", path, body, **headers)

    def delete(self, path: str, **headers: str) -> Response:
        return self.send("DELETE", path, **headers)


class WordPressMixin(SimpleTestCase):
    wordpress: World

    def open_world(self) -> World:
        """Return the WordPress that this test plays in; get_client() speaks to it."""
        fake = FakeWordPress()
        get_client().session.mount("http://", fake)
        return fake

    def setUp(self) -> None:
        super().setUp()
        forget_everything()
        self.addCleanup(forget_everything)
        self.wordpress = self.open_world()
        self.ada = self.caller("ada")
        self.bob = self.caller("bob")
        self.carol = self.caller("carol")
        self.eve = self.caller("eve")
        self.nobody = Caller()

    def caller(self, name: str) -> Caller:
        return Caller(self.wordpress.accounts[name].authorization)

    @property
    def cast(self) -> dict[str, Caller]:
        names = ("ada", "bob", "carol", "eve", "nobody")
        return {name: getattr(self, name) for name in names}

    def invited(self, status: str = "private", **kwargs: Any) -> int:
        """Make a registry of Ada's that Bob is invited to, by e-mail."""
        invitees = json.dumps([self.wordpress.accounts["bob"].email])
        meta = {"restart_invitees": invitees, **kwargs.pop("meta", {})}
        return self.wordpress.make_registry(status=status, meta=meta, **kwargs)


class FakeWordPressMixin(WordPressMixin):
    """For tests of what is sent to WordPress, or of a connection that fails."""

    wordpress: FakeWordPress


def forget_everything() -> None:
    djangos_cache.clear()
    get_client.cache_clear()


def make_item(registry_id: int | None, **fields: Any) -> Item:
    fields = {"name": "Kettle", "url": "https://shop.example/kettle", **fields}
    return Item.objects.create(registry_id=registry_id, **fields)
