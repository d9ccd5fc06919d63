"""
A WordPress small enough to read: what we assume of the real one.

Every assumption here is also tested against a real WordPress, by the same test
classes: see `worlds.py`. What a real one answers is in the measurements of
wordpress_people.py, wordpress_posts.py and wordpress_routes.py.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings

from tests.transport import FakeTransport, Received, Says
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


class FakeWordPress(FakeTransport):
    """Answers what the client of `wpauth` sends."""

    def __init__(self) -> None:
        super().__init__()
        self.site = Site()
        self.accounts: dict[str, Account] = {}
        self.without_plugin_fields = False
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

    # What only this one offers

    def person(self, name: str) -> Person:
        account_id = self.accounts[name].id
        return next(p for p in self.site.people if p.id == account_id)

    def stored(self, registry_id: int) -> Post:
        return self.site.posts[registry_id]

    def answer(self, received: Received) -> Says:
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
