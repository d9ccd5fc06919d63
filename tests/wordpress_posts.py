"""The `restart-registry` posts of the fake WordPress, with our plugin active."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.wordpress_errors import RestError
from tests.wordpress_people import Person

PHPS_SPACE = " \n\r\t\v\0"  # what WordPress's trim() cuts
STATUSES = ("publish", "future", "draft", "pending", "private", "restart-archived")
OWNERS_ONLY = ("restart_invitees", "restart_recipient_email")
DEFAULTS = {
    "restart_item_ids": "",
    "restart_invitees": "",
    "restart_event_type": "",
    "restart_event_date": "",
    "restart_is_for_self": "1",
    "restart_recipient_name": "",
    "restart_recipient_relationship": "",
    "restart_recipient_email": "",
    "restart_allow_indexing": "0",
}


@dataclass
class Post:
    id: int
    author: Person
    status: str = "draft"
    title: str = ""
    content: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    creation: tuple[str, str] = (
        "",
        "",
    )  # key and body of the request that made it; no route of WordPress shows them

    def may_edit(self, caller: Person | None) -> bool:
        if caller is None:
            return False
        if caller is self.author:
            return "edit_restart_registries" in caller.capabilities
        return caller.may_edit_others

    def may_read(self, caller: Person | None) -> bool:
        if self.status == "publish" or caller is self.author:
            return True
        invited = self.status == "private" and bool(self.invitations(caller))
        return invited or self.may_edit(caller)

    def invitations(self, caller: Person | None) -> list[str]:
        """Return the entries that mean this caller: an e-mail address only if it is proved."""
        if caller is None:
            return []
        username, email = caller.username.lower(), caller.proved_email.lower()
        return [
            entry
            for entry in json_list(self.meta.get("restart_invitees", "")) or []
            if entry.lower() == (email if "@" in entry else username)
        ]

    def as_rest(self, caller: Person | None, context: str) -> dict[str, Any]:
        """`raw` belongs to the edit context; two meta keys are shown only to people who may edit."""
        meta = {**DEFAULTS, **self.meta}
        if not self.may_edit(caller):
            meta["restart_recipient_email"] = ""
            meta["restart_invitees"] = to_json(self.invitations(caller))
        raw = context == "edit"
        return {
            "id": self.id,
            "date_gmt": "2026-11-20T09:30:00",
            "modified_gmt": "2026-11-21T10:00:00",
            "status": self.status,
            "link": f"http://wordpress.test/registry/{self.id}/",
            "title": {"rendered": self.title} | ({"raw": self.title} if raw else {}),
            "content": {"rendered": f"<p>{self.content}</p>\n"}
            | ({"raw": self.content} if raw else {}),
            "author": self.author.id,
            "meta": meta,
            "restart_title": plain(self.title),
            "restart_story": plain(self.content),
            "restart_owner_name": self.owner_name,
        }

    @property
    def owner_name(self) -> str:
        """A display name that equals the login, or is an address, isn't shown."""
        name = self.author.display_name
        secret = (self.author.username.lower(), self.author.email.lower())
        return "" if "@" in name or name.lower() in secret else name

    def write(self, body: dict[str, Any]) -> None:
        """Write what a POST to WordPress's own route says, all of it or nothing."""
        meta = body.get("meta", {})
        for key, value in meta.items():
            if value is not None and not isinstance(value, str):
                raise RestError(400, "rest_invalid_type", f"meta.{key}")
            if key in LISTS and value and json_list(value) is None:
                raise RestError(400, "rest_invalid_param", f"meta.{key}")
        if body.get("status", "draft") not in STATUSES:
            raise RestError.invalid_param("status", "rest_not_in_enum")
        self.status = body.get("status", self.status)
        self.title = body.get("title", self.title).strip(PHPS_SPACE)
        self.content = body.get("content", self.content)
        for key in meta.keys() & DEFAULTS.keys():  # WordPress drops an unknown key
            self.write_meta(key, meta[key] or "")

    def write_meta(self, key: str, text: str) -> None:
        sanitise = SANITISERS.get(key)
        self.meta[key] = sanitise(text) if sanitise else text

    def write_parts(self, body: dict[str, Any]) -> dict[str, str]:
        """Answer the plugin's own route, which takes three keys, checks them strictly and touches nothing else."""
        sent = {key: body[key] for key in (*LISTS, RECIPIENT) if key in body}
        if not sent:
            raise RestError(400, "rest_missing_callback_param")
        for key, text in sent.items():
            if not isinstance(text, str) or (key in LISTS and not _fits(key, text)):
                raise RestError.invalid_param(key, "rest_invalid_param")
        for key in sent:
            was = body.get(f"{key}_was")
            if was is not None and not self._is_still(key, was):
                raise RestError(409, "restart_registry_changed")
        for key, text in sent.items():
            self.write_meta(key, text)
        return {key: self.meta[key] for key in sent}

    def _is_still(self, key: str, was: str) -> bool:
        stored = self.meta.get(key, "")
        if key not in LISTS:
            return was == stored
        return json_list(was) == json_list(stored or "[]")


LISTS = {"restart_item_ids": int, "restart_invitees": str}
RECIPIENT = "restart_recipient_email"


def json_list(text: str) -> list[Any] | None:
    try:
        values = json.loads(text)
    except ValueError:
        return None
    return values if isinstance(values, list) else None


def _fits(key: str, text: str) -> bool:
    values = json_list(text)
    return values is not None and all(type(v) is LISTS[key] for v in values)


def to_json(values: list[Any]) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def plain(stored: str) -> str:
    """Return what was typed: tags stripped, entities decoded once."""
    return html.unescape(re.sub(r"<[^>]*>", "", stored))


def _invitees(text: str) -> str:
    names = [name.strip(PHPS_SPACE) for name in json_list(text) or ()]
    return to_json(list(dict.fromkeys(name for name in names if name))[:200])


def _item_ids(text: str) -> str:
    return to_json(
        [number for number in dict.fromkeys(json_list(text) or ()) if number]
    )


def _date(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


SANITISERS: dict[str, Callable[[str], str]] = {
    "restart_invitees": _invitees,
    "restart_item_ids": _item_ids,
    "restart_event_date": _date,
    "restart_event_type": lambda text: text[:100],
    "restart_recipient_name": lambda text: text[:100],
    "restart_recipient_relationship": lambda text: text[:100],
    "restart_recipient_email": lambda text: text[:200],
}
