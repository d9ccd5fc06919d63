"""A registry: what it is here, and how it stands in WordPress. Pure, no HTTP."""

from __future__ import annotations

import html
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.utils.html import strip_tags

from api.ids import LARGEST_ID
from registries.meta import RegistryMeta
from wpclient.exceptions import BadAnswer

ARCHIVED = "restart-archived"
TRASH = "trash"
STATUSES = ("publish", "private", "draft", "pending", "future", ARCHIVED)


@dataclass(frozen=True)
class Registry:
    """One `restart-registry` post as one caller sees it."""

    id: int
    author_id: int
    title: str
    username: str  # the owner's display name, never the login
    story: str | None
    status: str
    permalink: str
    meta: RegistryMeta
    created_at: datetime | None
    updated_at: datetime | None

    @property
    def is_private(self) -> bool:
        return self.status != "publish"

    @classmethod
    def from_post(cls, post: Any) -> Registry:
        """Read a post as WordPress's REST API answers it, or raise BadAnswer."""
        try:
            return cls(
                id=_whole_number(post["id"]),
                author_id=_whole_number(post["author"]),
                title=_text(post, "restart_title", "title"),
                username=str(post.get("restart_owner_name", "")),
                story=_text(post, "restart_story", "content") or None,
                status=str(post["status"]),
                permalink=str(post["link"]),
                meta=RegistryMeta.from_post_meta(post["meta"]),
                created_at=_moment(post["date_gmt"]),
                updated_at=_moment(post["modified_gmt"]),
            )
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise BadAnswer("not a registry") from exc


def _text(post: dict[str, Any], plain: str, rendered: str) -> str:
    """Return a text as it was typed: our plugin's field, or the best there is."""
    if plain in post:
        return str(post[plain])
    return html.unescape(strip_tags(post[rendered]["rendered"])).strip()


def _whole_number(value: Any) -> int:
    if type(value) is not int or value > LARGEST_ID:
        raise TypeError(value)
    return value


def _moment(text: str | None) -> datetime | None:
    """Read a `_gmt` date: WordPress writes UTC without saying so."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC) if text else None


def to_post(fields: dict[str, Any]) -> dict[str, Any]:
    """
    Return the body that writes these fields of a registry to WordPress.

    Texts are stored HTML-escaped: WordPress filters HTML on the way in for most
    people, so that only escaped text comes back as it was typed.
    """
    post: dict[str, Any] = {}
    if "title" in fields:
        post["title"] = html.escape(fields["title"], quote=False)
    if "story" in fields:
        post["content"] = html.escape(fields["story"] or "", quote=False)
    if "is_private" in fields:
        post["status"] = "private" if fields["is_private"] else "publish"
    if meta := RegistryMeta.to_post_meta(fields.get("meta") or {}):
        post["meta"] = meta
    return post
