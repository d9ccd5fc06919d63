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

CONTROL = r"[\x00-\x1f\x7f-\x9f]"
NO_LINE = r"[\x00-\x1f\x7f-\x9f\u2028\u2029]"
EMAIL = r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+"
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
        is_email = re.fullmatch(EMAIL, name)
        return "" if is_email or name.lower() in secret else name

    def write(self, body: dict[str, Any]) -> None:
        """
        Write what a POST to WordPress's own route says.

        The plugin looks at texts and lists before anything is written. WordPress looks at
        the other meta only when the rest is written already.
        """
        check_texts(self, body)
        meta = body.get("meta", {})
        for key in meta.keys() & LISTS.keys():
            if meta[key] not in (None, "") and json_list(meta[key]) is None:
                raise RestError(400, "rest_invalid_param", f"meta.{key}")
        self.status = body.get("status", self.status)
        self.title = body.get("title", self.title).strip(PHPS_SPACE)
        self.content = body.get("content", self.content)
        for key in DEFAULTS:  # WordPress drops an unknown key
            if meta.get(key) is not None and not isinstance(meta[key], str):
                raise RestError(400, "rest_invalid_type", f"meta.{key}")
            if meta.get(key) is not None:
                self.meta[key] = SANITISERS[key](meta[key])
            elif key in meta:  # null deletes
                self.meta.pop(key, None)

    def write_parts(self, body: dict[str, Any]) -> dict[str, str]:
        """Answer the plugin's own route, which takes three keys, checks them strictly and touches nothing else."""
        sent = {key: body[key] for key in (*LISTS, RECIPIENT) if key in body}
        if not sent:  # looked for after the right to write
            raise RestError(400, "rest_missing_callback_param")
        for key in sent:
            was = body.get(f"{key}_was")
            if was is not None and not self._is_still(key, was):
                raise RestError(409, "restart_registry_changed")
        for key, text in sent.items():
            self.meta[key] = SANITISERS[key](text)
        return {key: self.meta[key] for key in sent}

    def _is_still(self, key: str, was: str) -> bool:
        stored = self.meta.get(key, "")
        if key not in LISTS:
            return was == stored
        return json_list(was) == json_list(stored or "[]")


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_id(value: Any) -> bool:
    return type(value) is int and value >= 1


LISTS = {"restart_item_ids": _is_id, "restart_invitees": _is_text}
RECIPIENT = "restart_recipient_email"


def check_texts(post: Post, body: dict[str, Any]) -> None:
    """A title is one line of 200 characters, a story has 2000; what stands may stay."""
    title, story = plain(body.get("title", "")), plain(body.get("content", ""))
    is_long = len(title) > 200 or re.search(NO_LINE, title)
    if is_long and title != plain(post.title):
        raise RestError(400, "restart_too_long", "title")
    if len(story) > 2000 and story != plain(post.content):
        raise RestError(400, "restart_too_long", "content")


def check_parts(body: dict[str, Any]) -> None:
    """The plugin's own route refuses these before it asks who writes."""
    for key in (*LISTS, RECIPIENT):
        if key in body and not _fits(key, body[key]):
            raise RestError.invalid_param(key, "rest_invalid_param")
        was = body.get(f"{key}_was", "[]")
        if not isinstance(was, str) or (key in LISTS and json_list(was) is None):
            raise RestError.invalid_param(f"{key}_was", "rest_invalid_param")


def json_list(text: Any) -> list[Any] | None:
    try:
        values = json.loads(text)
    except (TypeError, ValueError):
        return None
    return values if isinstance(values, list) else None


def _fits(key: str, text: Any) -> bool:
    if key == RECIPIENT:
        return isinstance(text, str)
    values = json_list(text)
    return values is not None and all(LISTS[key](value) for value in values)


def to_json(values: list[Any]) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def plain(stored: str) -> str:
    """Return what was typed: tags stripped, entities decoded once."""
    return html.unescape(re.sub(r"<[^>]*>", "", stored))


def _invitees(text: str) -> str:
    names = [name.strip(PHPS_SPACE) for name in json_list(text) or () if _is_text(name)]
    return to_json(
        [
            name
            for name in dict.fromkeys(names)
            if name and len(name) <= 254 and not re.search(CONTROL, name)
        ]
    )


def _item_ids(text: str) -> str:
    ids = [
        int(number) if _is_text(number) and number.isdecimal() else number
        for number in json_list(text) or ()
    ]
    return to_json(list(dict.fromkeys(number for number in ids if _is_id(number))))


def _date(text: str) -> str:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return ""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def _one_line(text: str, most: int) -> str:
    return re.sub(f"{CONTROL}+", " ", text)[:most]


def _label(text: str) -> str:
    return _one_line(text, 100)


SANITISERS: dict[str, Callable[[str], str]] = {
    "restart_invitees": _invitees,
    "restart_item_ids": _item_ids,
    "restart_event_date": _date,
    "restart_event_type": _label,
    "restart_recipient_name": _label,
    "restart_recipient_relationship": _label,
    "restart_recipient_email": lambda text: _one_line(text, 200),
    "restart_is_for_self": lambda text: "0" if text == "0" else "1",
    "restart_allow_indexing": lambda text: "1" if text == "1" else "0",
}
