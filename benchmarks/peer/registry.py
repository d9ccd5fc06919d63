"""A registry as the peer reads it out of WordPress's post."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from pydantic import BaseModel, field_validator

from benchmarks.peer.models import WPUser


class RegistryMeta(BaseModel):
    invitees: list[str] = []
    item_ids: list[int] = []
    event_type: str | None = None
    event_date: date | None = None

    @field_validator("invitees", "item_ids", mode="before")
    @classmethod
    def from_json(cls, text: Any) -> Any:
        return json.loads(text or "[]") if isinstance(text, str) else text

    @field_validator("event_date", mode="before")
    @classmethod
    def empty_is_none(cls, text: Any) -> Any:
        return text or None


class Registry(BaseModel):
    id: int
    title: str
    story: str
    author: int
    status: str
    meta: RegistryMeta

    @classmethod
    def from_post(cls, post: dict[str, Any]) -> Registry:
        meta = {
            name.removeprefix("restart_"): value for name, value in post["meta"].items()
        }
        return cls(
            id=post["id"],
            title=post["title"]["rendered"],
            story=post["content"]["rendered"],
            author=post["author"],
            status=post["status"],
            meta=RegistryMeta(**meta),
        )

    def may_be_changed_by(self, user: WPUser) -> bool:
        return self.author == user.id or user.is_admin

    def may_be_read_by(self, user: WPUser) -> bool:
        is_invitee = bool({user.username, user.email} & set(self.meta.invitees))
        return self.status == "publish" or is_invitee or self.may_be_changed_by(user)
