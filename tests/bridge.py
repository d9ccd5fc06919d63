"""
A connected WordPress small enough to read: what we assume of the bridge.

Every assumption here is also tested against the real bridge, by the same test classes:
see `bridge_worlds.py`. What it holds is bridge_site.py, its routes bridge_routes.py.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import requests

from tests.bridge_routes import respond
from tests.bridge_site import BridgedSite, Key, Thing, Type
from tests.transport import FakeTransport, Received, Says
from tests.wordpress_errors import RestError
from wpclient.credentials import Credentials

BRIDGE = "/restart-bridge/v1"
URL = "https://shop.example.test"
TYPES = {
    ("post_type", "post"): Type("Posts"),
    ("post_type", "page"): Type("Pages"),
    ("post_type", "restart-registry"): Type("Registries", has_text=False),
    ("taxonomy", "category"): Type("Categories"),
    ("taxonomy", "post_tag"): Type("Tags"),
}


class FakeBridge(FakeTransport):
    """Answers what integrations/bridge.py sends; `service` is the bridge's own account."""

    def __init__(self, url: str = URL) -> None:
        super().__init__()
        self.url = url
        self.site = BridgedSite(
            url, {key: replace(type_) for key, type_ in TYPES.items()}
        )
        self.is_active = True  # else WordPress knows none of the routes
        self.service = Credentials("restart-bridge", "abcd EFGH ijkl MNOP qrst UVWX")
        self.person = Credentials("carol", "a person without the bridge's rights")
        self.session = requests.Session()
        self.session.mount(url, self)

    # What both worlds offer

    def add_post(
        self,
        type_: str = "post",
        *,
        title: str = "A kettle",
        slug: str = "a-kettle",
        status: str = "publish",
        password: str = "",
    ) -> int:
        now = self.site.now()
        post_id = self.site.next_id("post_type")
        key = ("post_type", type_)
        post = Thing(post_id, key, title, slug, status, now, now, password)
        if status in ("draft", "pending", "auto-draft"):
            post.published_at = None
        return self._saved(post)

    def change_post(self, post_id: int, **fields: str) -> None:
        """Save title, slug, status or password, as an editor does."""
        post = self._post(post_id)
        for name, value in fields.items():
            setattr(post, name, value)
        post.modified_at = self.site.now()
        if post.status == "publish" and post.published_at is None:
            post.published_at = post.modified_at
        self._saved(post)

    def change_type(self, post_id: int, type_: str) -> None:
        """Both types' journals hear of it."""
        post = self._post(post_id)
        before, post.key = post.key, ("post_type", type_)
        del self.site.things[before][post_id]
        self.site.write(before, post_id)
        self._saved(post)

    def trash_post(self, post_id: int) -> None:
        self.change_post(post_id, status="trash")

    def restore_post(self, post_id: int) -> None:
        self.change_post(post_id, status="draft")

    def delete_post(self, post_id: int) -> None:
        self._deleted(self._post(post_id))

    def add_term(self, taxonomy: str = "category", name: str = "Kitchen") -> int:
        term_id = self.site.next_id("taxonomy")
        slug = f"{name.lower()}-{term_id}"
        return self._saved(Thing(term_id, ("taxonomy", taxonomy), name, slug))

    def rename_term(self, taxonomy: str, term_id: int, name: str) -> None:
        term = self.site.things["taxonomy", taxonomy][term_id]
        term.title = name
        self._saved(term)

    def delete_term(self, taxonomy: str, term_id: int) -> None:
        self._deleted(self.site.things["taxonomy", taxonomy][term_id])

    def change_past_hooks(self, post_id: int, title: str) -> None:
        """Write as plain SQL does: the journal doesn't hear of it."""
        self._post(post_id).title = title

    def delete_past_hooks(self, post_id: int) -> None:
        del self.site.things[self._post(post_id).key][post_id]

    def set_flags(self, *, connection: bool = True, two_way: bool = False) -> None:
        self.site.plugin_connection_enabled = connection
        self.site.two_way_sync_enabled = two_way

    def wait(self, seconds: float) -> None:
        """Let all rows of the journal become older."""
        self.site.ahead += timedelta(seconds=seconds)

    def revoke(self) -> None:
        """Withdraw the service account's application password."""
        self.service = Credentials("restart-bridge", "another password")

    # What only this one offers

    def fill(self, number: int, type_: str = "post") -> None:
        """Add posts that were there before the journal: seeding finds them."""
        key, now = ("post_type", type_), self.site.now()
        for _ in range(number):
            post_id = self.site.next_id("post_type")
            title, slug = f"Post {post_id}", f"post-{post_id}"
            self.site.put(Thing(post_id, key, title, slug, "publish", now, now))

    def reactivate(self) -> None:
        """Nobody heard what changed while the bridge was off."""
        self.site.unheard = self.site.last_seq
        self.site.seeded.clear()

    def change_post_late(self, post_id: int, title: str) -> Callable[[], None]:
        """Save in a transaction that is still open, and return its commit."""
        post = self._post(post_id)
        commit_line = self.site.write_late(post.key, post_id)

        def commit() -> None:
            post.title, post.modified_at = title, self.site.now()
            commit_line()

        return commit

    def post(self, post_id: int) -> Thing:
        return self._post(post_id)

    def counts(self) -> dict[Key, int]:
        return {key: len(self.site.live(key)) for key in self.site.types}

    # requests' transport

    def answer(self, received: Received) -> Says:
        headers = {"Content-Type": "application/json; charset=UTF-8"}
        try:
            data, status = self._respond(received), 200
        except RestError as error:
            status, data = error.status, error.body
        return Says(status, json.dumps(data).encode(), headers)

    def _respond(self, received: Received) -> Any:
        if not self.is_active or not received.path.startswith(BRIDGE):
            raise RestError(404, "rest_no_route", "No route was found.")
        if received.authorization != self.service.authorization:
            is_person = received.authorization == self.person.authorization
            raise RestError.not_allowed(is_person, "rest_forbidden")
        values = {**received.query, **received.body}
        path = received.path.removeprefix(BRIDGE)
        return respond(self.site, received.method, path, values)

    def _post(self, post_id: int) -> Thing:
        post = self.site.find("post_type", post_id)
        if post is None:
            raise KeyError(post_id)
        return post

    def _saved(self, thing: Thing) -> int:
        self.site.put(thing)
        self.site.write(thing.key, thing.id)
        return thing.id

    def _deleted(self, thing: Thing) -> None:
        del self.site.things[thing.key][thing.id]
        self.site.write(thing.key, thing.id)
