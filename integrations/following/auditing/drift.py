"""
Where the copy of one type differs from the site: sums of ever smaller ranges of ids, and
at last a list of what is in them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, ExpressionWrapper, F

from integrations.exceptions import SiteBadAnswer
from integrations.following.checksums import TEXT, Range, sums
from integrations.following.runs.passes import Follower
from integrations.models import Kind, SyncedType

WIDEST = 50_000  # ids that the bridge sums up at once
PARTS = 16
LISTED = 500  # ids that it lists
# Blocks of ids of which we have none are asked about while the site has more objects than
# were found: below our last one, and so many beyond it.
BEYOND = 20
MOST_SEARCHED = 200


class Drift(StrEnum):
    MISSING_HERE = "missing_here"
    MISSING_THERE = "missing_there"
    DIFFERENT = "different"


class Place(NamedTuple):
    """An object or a row of the journal: `checksum` is None where there is no object."""

    seq: int | None
    checksum: int | None


@dataclass
class Comparison:
    follower: Follower
    type: SyncedType
    expected: int  # objects that the site has, by its structure
    found: int = 0  # of them in the blocks asked about

    def differing(self) -> Iterator[tuple[int, int]]:
        """Yield ranges that differ, small enough to be listed."""
        ours = self._blocks()
        yield from self._search(ours)
        for block in _other_blocks(ours):
            if self.found >= self.expected:
                return
            yield from self._search([block])

    def _blocks(self) -> list[int]:
        """Return which blocks of ids we have objects in."""
        block = ExpressionWrapper(
            F("external_id") / WIDEST, output_field=BigIntegerField()
        )
        found = self.type.items.live().values_list(block, flat=True)
        return sorted(found.distinct())

    def _search(self, blocks: Iterable[int]) -> Iterator[tuple[int, int]]:
        ranges = deque((x * WIDEST, (x + 1) * WIDEST - 1) for x in blocks)
        while ranges:
            first, last = ranges.popleft()
            if last - first < LISTED:
                yield first, last
                continue
            theirs = self._sums(first, last)
            if last - first + 1 == WIDEST:
                self.found += sum(part.number for part in theirs)
            ours = sums(self.type, first, last, parts=PARTS)
            if [part[:2] for part in theirs] != [part[:2] for part in ours]:
                raise SiteBadAnswer("checksums are of other ranges")
            differ = (o for t, o in zip(theirs, ours, strict=True) if t != o)
            ranges.extend((part.first, part.last) for part in differ)

    def _sums(self, first: int, last: int) -> list[Range]:
        self.follower.lease.renew()
        answer = self.follower.bridge.checksums(
            Kind(self.type.kind), self.type.slug, first=first, last=last, parts=PARTS
        )
        return [_range(part) for part in answer]

    def drift(self, first: int, last: int) -> dict[int, Drift]:
        """Return what differs in a range, by id, but for what is still to come."""
        self.follower.lease.renew()
        theirs = self._listed(first, last)
        self.type.refresh_from_db(fields=["cursor"])
        ours = self._ours(first, last)
        differ = {
            object_id: _drift(
                theirs.get(object_id, Place(None, None)),
                ours.get(object_id, Place(None, None)),
                self.type.cursor,
            )
            for object_id in {*theirs, *ours}
        }
        return {object_id: kind for object_id, kind in differ.items() if kind}

    def _listed(self, first: int, last: int) -> dict[int, Place]:
        answer = self.follower.bridge.listed(
            Kind(self.type.kind), self.type.slug, first=first, last=last
        )
        return dict(_place(row) for row in answer)

    def _ours(self, first: int, last: int) -> dict[int, Place]:
        rows = self.type.items.filter(external_id__range=(first, last))
        values = rows.values_list("external_id", "seq", "checksum", "deleted_at")
        return {
            object_id: Place(seq, checksum if deleted_at is None else None)
            for object_id, seq, checksum, deleted_at in values
        }


def _other_blocks(ours: list[int]) -> Iterator[int]:
    end = max(ours, default=0) + 1 + BEYOND
    return islice((x for x in range(end) if x not in ours), MOST_SEARCHED)


def _drift(there: Place, here: Place, cursor: int) -> Drift | None:
    if there.checksum == here.checksum:
        return None
    # Beyond our cursor it is pending; and what we know better came after this list.
    if there.seq is not None and (there.seq > cursor or there.seq < (here.seq or 0)):
        return None
    if here.checksum is None:
        return Drift.MISSING_HERE
    return Drift.MISSING_THERE if there.checksum is None else Drift.DIFFERENT


def _range(part: Any) -> Range:
    match part:
        case {
            "from": int(first),
            "to": int(last),
            "count": int(count),
            "sum": int(sum),
        }:
            return Range(first, last, count, sum)
    raise SiteBadAnswer("checksums of ranges have another shape")


def _place(row: Any) -> tuple[int, Place]:
    match row:
        case {"id": int(object_id), "seq": int() | None as seq, "checksum": checksum}:
            return object_id, Place(seq, _number(checksum))
    raise SiteBadAnswer("a list of checksums has another shape")


def _number(checksum: Any) -> int | None:
    if checksum is None:
        return None
    if not isinstance(checksum, str) or not TEXT.fullmatch(checksum):
        raise SiteBadAnswer("a checksum has another shape")
    return int(checksum, 16)
