"""A page of a site's journal → rows, in one transaction: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from integrations.events import record
from integrations.following.lease import Lease
from integrations.following.page import Change, Page
from integrations.models import ContentItem, EventType, SyncedType, SyncEvent, SyncJob

# So many of our rows, more than half of which the site says it hasn't got any more, look
# like an accident rather than like somebody's wish.
MANY = 200
EVENTS_PER_JOB = 100
WORDS = ("status", "title", "slug", "published_at", "modified_at", "checksum")
WRITTEN = ("seq", *WORDS, "deleted_at", "synced_at")


class Stored(NamedTuple):
    """What we have of an object already."""

    seq: int
    checksum: int
    is_live: bool


@dataclass(frozen=True)
class Applied:
    """`page` is as much of it as was applied: the limit or held deletions may cut it."""

    page: Page
    changed: int = 0
    is_held: bool = False


@transaction.atomic
def apply(
    page: Page,
    type_: SyncedType,
    job: SyncJob,
    lease: Lease,
    *,
    most: int | None = None,
    accept_deletions: bool = False,
) -> Applied:
    """
    Write what is news, at most so many changes, and move the cursor: raises LeaseLost.

    Once, twice, in any order, the result is the same: a row counts only if its seq is
    above the one that is stored.
    """
    lease.renew()
    # Nobody else writes to rows of this type meanwhile: see apply_row().
    type_ = SyncedType.objects.select_for_update().get(pk=type_.pk)
    stored = _stored(type_, [change.id for change in page.changes])
    news = [change for change in page.changes if _is_news(change, stored)]
    is_accepted = accept_deletions or type_.deletions_accepted_at is not None
    held = None if is_accepted else _held(page, news, stored, type_)
    beyond = [] if most is None else news[most : most + 1]
    ends = [change.seq for change in (held, *beyond) if change]
    page = _before(page, min(ends)) if ends else page
    is_held = held is not None and held.seq == min(ends)
    news = [change for change in news if change.seq <= page.last]
    now = timezone.now()
    _write(news, type_, now)
    _count(page, news, stored, job)
    _record_deletions(news, stored, type_, job)
    _move(type_, page, now, is_held=is_held)
    return Applied(page, len(news), is_held)


@transaction.atomic
def apply_row(change: Change, type_: SyncedType) -> bool:
    """Write one row, by the same rule and outside of any run; return whether it was news."""
    type_ = SyncedType.objects.select_for_update().get(pk=type_.pk)
    if not _is_news(change, _stored(type_, [change.id])):
        return False
    _write([change], type_, timezone.now())
    return True


def _stored(type_: SyncedType, ids: list[int]) -> dict[int, Stored]:
    rows = type_.items.filter(external_id__in=ids).values_list(
        "external_id", "seq", "checksum", "deleted_at"
    )
    return {
        object_id: Stored(seq, checksum, deleted_at is None)
        for object_id, seq, checksum, deleted_at in rows
    }


def _is_news(change: Change, stored: dict[int, Stored]) -> bool:
    known = stored.get(change.id)
    return known is None or change.seq > known.seq


def _is_live(change: Change, stored: dict[int, Stored]) -> bool:
    known = stored.get(change.id)
    return known is not None and known.is_live


def _held(
    page: Page, news: list[Change], stored: dict[int, Stored], type_: SyncedType
) -> Change | None:
    """Return the first deletion, if the site has less than half of the many we have."""
    deletions = [x for x in news if x.is_gone and _is_live(x, stored)]
    if not deletions:
        return None
    live = type_.items.live().count()
    is_implausible = live >= MANY and page.live_count * 2 < live
    return deletions[0] if is_implausible else None


def _before(page: Page, seq: int) -> Page:
    """Return the part of a page that precedes a row; it doesn't reach the head."""
    changes = [change for change in page.changes if change.seq < seq]
    last = changes[-1].seq if changes else page.after
    return replace(page, changes=changes, cursor=min(page.cursor, last))


def _write(news: Iterable[Change], type_: SyncedType, now: datetime) -> None:
    rows = [_row(change, type_, now) for change in news]
    if rows:
        ContentItem.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["type", "external_id"],
            update_fields=WRITTEN,
        )


def _row(change: Change, type_: SyncedType, now: datetime) -> ContentItem:
    """Return the row as it is to be; a tombstone has no words."""
    row = change.item or ContentItem(
        external_id=change.id, seq=change.seq, deleted_at=now
    )
    row.type, row.synced_at = type_, now
    return row


def _count(
    page: Page, news: list[Change], stored: dict[int, Stored], job: SyncJob
) -> None:
    """Add to the job: who is created and not deleted since is live."""
    numbers = {"created": 0, "updated": 0, "deleted": 0, "unchanged": 0}
    numbers["unchanged"] = len(page.changes) - len(news)
    for change in news:
        numbers[_what_happens(change, stored.get(change.id))] += 1
    added: dict[str, Any] = {name: F(name) + number for name, number in numbers.items()}
    SyncJob.objects.filter(pk=job.pk).update(**added)
    job.refresh_from_db(fields=[*numbers])


def _what_happens(change: Change, known: Stored | None) -> str:
    was_live = known is not None and known.is_live
    if change.item is None:
        return "deleted" if was_live else "unchanged"
    if known is None or not was_live:
        return "created"
    return "unchanged" if known.checksum == change.item.checksum else "updated"


def _record_deletions(
    news: list[Change], stored: dict[int, Stored], type_: SyncedType, job: SyncJob
) -> None:
    """Keep which objects went, up to a number: somebody may look for one of them."""
    deleted = [x for x in news if x.is_gone and _is_live(x, stored)]
    room = max(0, EVENTS_PER_JOB - (job.deleted - len(deleted)))
    SyncEvent.objects.bulk_create(
        SyncEvent(
            integration_id=type_.integration_id,
            job=job,
            event_type=EventType.DELETION,
            action="deleted",
            kind=type_.kind,
            type=type_.slug,
            external_id=change.id,
        )
        for change in deleted[:room]
    )


def _move(type_: SyncedType, page: Page, now: datetime, *, is_held: bool) -> None:
    """Move the cursor, never back, and say whether deletions are held."""
    type_.cursor = max(type_.cursor, page.cursor)
    type_.reached_head = type_.reached_head or page.is_at_head
    type_.last_synced_at = now
    if is_held and type_.deletions_held_at is None:
        type_.deletions_held_at = now
        record(
            type_.integration,
            EventType.DELETION,
            "held",
            error="The site has less than half of the objects that we have of it.",
            kind=type_.kind,
            type=type_.slug,
            details={"there": page.live_count, "here": type_.items.live().count()},
        )
    elif not is_held:
        type_.deletions_held_at = None
    if page.is_at_head:
        type_.deletions_accepted_at = None
    type_.save(
        update_fields=[
            "cursor",
            "reached_head",
            "last_synced_at",
            "deletions_held_at",
            "deletions_accepted_at",
        ]
    )
