"""What a connected WordPress holds, and its journal of changes: the fake bridge's memory."""

from __future__ import annotations

import hashlib
import itertools
import uuid
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

YOUNG = timedelta(seconds=60)  # so long a change with a smaller seq may still come
SEEDED_AT = datetime(1970, 1, 1, tzinfo=UTC)
HIDDEN = {"trash", "auto-draft", "inherit"}  # statuses that are never delivered
WITH_WORDS = {"publish", "future", "draft", "pending"}
LONGEST_TITLE = 500

Key = tuple[str, str]  # kind and slug of a type


@dataclass
class Type:
    label: str
    enabled: bool = True
    fetch_limit: int = 100
    has_text: bool = True  # else it is in restart_bridge_types_without_text


@dataclass
class Thing:
    """A post or a term."""

    id: int
    key: Key
    title: str
    slug: str
    status: str = "publish"
    published_at: datetime | None = None
    modified_at: datetime | None = None
    password: str = ""


class Line(NamedTuple):
    """A row of the journal."""

    seq: int
    id: int
    changed_at: datetime
    origin: str | None = None


@dataclass
class BridgedSite:
    url: str
    types: dict[Key, Type] = field(default_factory=dict)
    things: dict[Key, dict[int, Thing]] = field(default_factory=dict)
    journal: dict[Key, dict[int, Line]] = field(default_factory=dict)
    seeded: set[Key] = field(default_factory=set)
    generation: str = field(default_factory=lambda: str(uuid.uuid4()))
    journal_gap: str | None = None  # since when
    plugin_connection_enabled: bool = True
    two_way_sync_enabled: bool = False
    last_structure_sync: str | None = None
    ahead: timedelta = timedelta()  # of the real clock
    last_seq: int = 0
    unheard: int = 0  # the last seq of before the last activation
    ids: dict[str, Any] = field(default_factory=dict)
    in_order: dict[Key, list[Line]] = field(default_factory=dict)  # of the journal

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    # What it holds

    def next_id(self, kind: str) -> int:
        """Posts of all types share one sequence of numbers, and terms another."""
        return int(next(self.ids.setdefault(kind, itertools.count(1))))

    def put(self, thing: Thing) -> None:
        self.things.setdefault(thing.key, {})[thing.id] = thing

    def find(self, kind: str, thing_id: int) -> Thing | None:
        for (kind_of_type, _), things in self.things.items():
            if kind_of_type == kind and thing_id in things:
                return things[thing_id]
        return None

    def live(self, key: Key) -> list[Thing]:
        """Return what `changes` would deliver."""
        things = self.things.get(key, {}).values()
        return [thing for thing in things if thing.status not in HIDDEN]

    def live_one(self, key: Key, thing_id: int) -> Thing | None:
        thing = self.things.get(key, {}).get(thing_id)
        return thing if thing and thing.status not in HIDDEN else None

    # Its journal

    def write(self, key: Key, thing_id: int, origin: str | None = None) -> int:
        """A change replaces the object's row, which so moves to the end."""
        return self.write_late(key, thing_id, origin)()

    def write_late(
        self, key: Key, thing_id: int, origin: str | None = None
    ) -> Callable[[], int]:
        """Take a seq, as a transaction does that is still open, and return its commit."""
        self.last_seq += 1
        line = Line(self.last_seq, thing_id, self.now(), origin)

        def commit() -> int:
            self.journal.setdefault(key, {})[thing_id] = line
            self.in_order.pop(key, None)
            return line.seq

        return commit

    def lines(self, key: Key) -> list[Line]:
        if key not in self.in_order:
            self.in_order[key] = sorted(self.journal.get(key, {}).values())
        return self.in_order[key]

    def head(self, key: Key) -> int:
        """Return the last seq; until all is seeded, one that no cursor is equal to."""
        lines = self.lines(key)
        last = lines[-1].seq if lines else 0
        return last if key in self.seeded else last + 1

    def seed(self, key: Key) -> None:
        """Journal what exists and isn't in it, then what may have vanished unheard."""
        if key in self.seeded:
            return
        self.seeded.add(key)
        lines = self.journal.setdefault(key, {})
        new = sorted({thing.id for thing in self.live(key)} - set(lines))
        old = [line.id for line in self.lines(key) if line.seq <= self.unheard]
        for thing_id in [*new, *old]:
            self.last_seq += 1
            lines[thing_id] = Line(self.last_seq, thing_id, SEEDED_AT)
        self.in_order.pop(key, None)

    def lose_journal(self, generation: str) -> None:
        """Begin another one, as after its table was lost: all seqs begin at 1."""
        for kept in (self.journal, self.in_order, self.seeded):
            kept.clear()
        self.last_seq, self.generation = 0, generation

    def after(self, key: Key, seq: int) -> list[Line]:
        lines = self.lines(key)
        return lines[bisect_right(lines, seq, key=lambda line: line.seq) :]

    def cursor(self, key: Key, last: int) -> int:
        """Return the last seq up to this one that no young row precedes."""
        old = self.now() - YOUNG
        cursor = 0
        for line in self.lines(key):
            if line.seq > last or line.changed_at > old:
                break
            cursor = line.seq
        return cursor

    # What it says of them

    def row(self, key: Key, line: Line) -> dict[str, Any]:
        """What a row says is read when it is asked for."""
        thing = self.live_one(key, line.id)
        if thing is None:
            return {"seq": line.seq, "id": line.id, "op": "gone"}
        delivered = self.delivered(thing)
        return {"seq": line.seq, "op": "put", **delivered, "origin": line.origin}

    def delivered(self, thing: Thing) -> dict[str, Any]:
        has_words = (
            thing.status in WITH_WORDS
            and not thing.password
            and self.types[thing.key].has_text
        )
        return {
            "id": thing.id,
            "status": thing.status,
            "title": thing.title[:LONGEST_TITLE] if has_words else None,
            "slug": thing.slug if has_words else None,
            "published_at": written(thing.published_at),
            "modified_at": written(thing.modified_at),
        }

    def checksum(self, thing: Thing) -> str:
        return checksum(self.delivered(thing))


def written(moment: datetime | None) -> str | None:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None


def checksum(row: dict[str, Any]) -> str:
    names = ("id", "status", "title", "slug", "published_at", "modified_at")
    texts = ["" if row[name] is None else str(row[name]) for name in names]
    return hashlib.sha256("\x1f".join(texts).encode()).hexdigest()[:8]
