"""
A page of a site's journal: read whole, or refused whole with a SiteBadAnswer.

It answers our question, its rows are in order, and what they say fits the database.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from integrations.exceptions import SiteBadAnswer
from integrations.following.checksums import checksum_of
from integrations.models import ContentItem, SyncedType

LARGEST = 2**63 - 1
LONGEST_TITLE = 500  # both sides cut here, before the checksum
LONGEST_TEXT = 10_000  # more than that is no title that was to be cut
LONGEST_SLUG = 200
LONGEST_STATUS = 20
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@dataclass(frozen=True)
class Change:
    """What the journal says of one object now: `item` is None where it is gone."""

    seq: int
    id: int
    item: ContentItem | None

    @property
    def is_gone(self) -> bool:
        return self.item is None

    @classmethod
    def read(cls, row: Any) -> Self:
        row = _mapping(row, "a row")
        seq, object_id = _number(row, "seq", least=1), _number(row, "id", least=1)
        match row.get("op"):
            case "put":
                return cls(seq, object_id, _item(row, seq))
            case "gone":
                return cls(seq, object_id, None)
            case other:
                raise SiteBadAnswer(f"row {seq} says {other!r:.40}, not put or gone")


@dataclass(frozen=True)
class Page:
    after: int
    generation: str
    head: int
    cursor: int
    live_count: int
    changes: list[Change]

    @property
    def last(self) -> int:
        """How far it was read: the next page of this pass follows it."""
        return self.changes[-1].seq if self.changes else self.after

    @property
    def is_at_head(self) -> bool:
        return self.last >= self.head

    @classmethod
    def read(cls, data: Any, type_: SyncedType, *, after: int, limit: int) -> Self:
        data = _mapping(data, "the page")
        asked = {"kind": type_.kind, "type": type_.slug, "after": after}
        if {name: data.get(name) for name in asked} != asked or data["after"] is True:
            raise SiteBadAnswer("this page answers another question")
        rows = data.get("rows")
        if not isinstance(rows, list) or len(rows) > limit:
            raise SiteBadAnswer(f"rows are not a list of {limit} at most")
        changes = [Change.read(row) for row in rows]
        _check_order(changes, after)
        page = cls(
            after,
            _text(data, "generation", longest=64),
            _number(data, "head"),
            _number(data, "cursor"),
            _number(data, "live_count"),
            changes,
        )
        if page.head < after or page.cursor > page.last:
            raise SiteBadAnswer("head or cursor don't fit the rows")
        return page


def _check_order(changes: list[Change], after: int) -> None:
    for change in changes:
        if change.seq <= after:
            raise SiteBadAnswer(f"seq {change.seq} doesn't follow {after}")
        after = change.seq
    if len({change.id for change in changes}) < len(changes):
        raise SiteBadAnswer("one object has two rows")


def _item(row: dict[str, Any], seq: int) -> ContentItem:
    title = _text(row, "title", longest=LONGEST_TEXT, optional=True)
    title = None if title is None else title[:LONGEST_TITLE]
    slug = _text(row, "slug", longest=LONGEST_SLUG, optional=True)
    status = _text(row, "status", longest=LONGEST_STATUS)
    return ContentItem(
        external_id=row["id"],
        seq=seq,
        status=_printable(status),
        title=_printable(title),
        slug=_printable(slug),
        published_at=_time(row, "published_at"),
        modified_at=_time(row, "modified_at"),
        checksum=checksum_of({**row, "title": title}),
    )


def _mapping(value: Any, what: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise SiteBadAnswer(f"{what} is no object")
    return value


def _number(data: dict[str, Any], name: str, *, least: int = 0) -> int:
    value = data.get(name)
    if type(value) is not int or not least <= value <= LARGEST:
        raise SiteBadAnswer(f"{name} is no number from {least} to 2^63-1")
    return value


def _text(
    data: dict[str, Any], name: str, *, longest: int, optional: bool = False
) -> Any:
    value = data.get(name)
    if value is None and optional and name in data:
        return None
    if not isinstance(value, str) or not optional and not value:
        raise SiteBadAnswer(f"{name} is no text")
    if len(value) > longest:
        raise SiteBadAnswer(f"{name} has more than {longest} characters")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise SiteBadAnswer(f"{name} has half a character") from None
    return value


def _printable(text: str | None) -> Any:
    return None if text is None else CONTROL.sub("", text)


def _time(data: dict[str, Any], name: str) -> datetime | None:
    """WordPress has days that there never were: 0000-00-00, but also others."""
    value = data.get(name)
    if value is None and name in data:
        return None
    if not isinstance(value, str) or not TIME.fullmatch(value):
        raise SiteBadAnswer(f"{name} is no time like 2026-11-28T10:00:00Z")
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None
