"""
A change made here goes to the site: the title or the status of a post.

Only a person's request makes one. WordPress wins: what it refuses is decided again, by
the person. Nothing is queued, and what the feed brings is never sent anywhere.
"""

from __future__ import annotations

import uuid
from typing import Any, NamedTuple

from api.exceptions import Stale
from integrations.bridge import Bridge
from integrations.events import record
from integrations.exceptions import (
    ChangedOnSite,
    ContentNotFound,
    NotChangeable,
    SiteBadAnswer,
    SiteError,
    SiteForbidden,
    SiteHasNone,
    SiteInvalid,
    SiteOutdated,
    SyncOff,
)
from integrations.following.changes import apply_row
from integrations.following.checksums import as_text
from integrations.following.page import Change
from integrations.models import ContentItem, EventType, Kind
from wpclient.deadline import all_within

STATUSES = ("draft", "pending", "publish")  # from and to
CHANGES = uuid.UUID(
    "6f0c9f0e-3f5d-4c39-9d0c-5a6c2a1f6c11"
)  # what keys are named within
GONE = "The site has no such post any more."
SECONDS = 15  # that a person waits for the site


class Seen(NamedTuple):
    """Which version of the object the person decided about."""

    seq: int
    checksum: int

    @classmethod
    def of(cls, item: ContentItem) -> Seen:
        return cls(item.seq, item.checksum)


def may_be_changed(item: ContentItem) -> bool:
    """Return whether the site's settings and the kind of object allow it."""
    integration = item.type.integration
    return integration.sync_is_on and integration.two_way_is_on and not _obstacle(item)


def change(
    item: ContentItem,
    wanted: dict[str, str],
    *,
    expected: Seen,
    idempotency_key: str | None,
    asked_by: int,
) -> ContentItem:
    """
    Set `title` or `status` on the site, and return the object as the site has it then.

    Raises SyncOff, NotChangeable, Stale (our copy has moved), ChangedOnSite (the site's
    has, and ours is the same by then), ContentNotFound, or a SiteError.
    """
    _check(item)
    if not wanted:
        return item
    # With a key it may be our own change that moved it, which the site knows.
    if expected != Seen.of(item) and idempotency_key is None:
        raise Stale("The object was changed since. Look at it again, then decide.")
    body = {
        "expected": as_text(expected.checksum),
        "change": str(_name_of(item, wanted, idempotency_key, asked_by)),
        **wanted,
    }
    try:
        with all_within(SECONDS):
            row = Bridge.of(item.type.integration).change_post(item.external_id, body)
        _take(item, row)
    except SiteOutdated as exc:
        _tell(item, asked_by, "conflict")
        _take(item, _row_of(exc))
        raise ChangedOnSite(
            "Somebody changed it on the site in between. WordPress's version stands, and "
            "is here now: decide again.",
            item=_again(item),
        ) from exc
    except SiteError as exc:
        _tell(item, asked_by, str(exc))
        raise _refusal(exc) from exc
    _tell(item, asked_by, "")
    return _again(item)


def _check(item: ContentItem) -> None:
    integration = item.type.integration
    if not integration.sync_is_on:
        raise SyncOff("Sync operations are off in the site's settings.")
    if not integration.two_way_is_on:
        raise SyncOff("Two-way sync is off in the site's settings.")
    if obstacle := _obstacle(item):
        raise NotChangeable(obstacle)


def _obstacle(item: ContentItem) -> str:
    if item.type.kind != Kind.POST_TYPE:
        return "Only posts can be changed from here, not terms."
    if item.title is None:
        return "What a site keeps private can only be changed in its WordPress."
    if item.status not in STATUSES:
        return f"A post that is {item.status} can only be changed in its WordPress."
    return ""


def _name_of(
    item: ContentItem, wanted: dict[str, str], key: str | None, person: int
) -> uuid.UUID:
    """Return the same name for the same request, so that the site does it once."""
    if key is None:
        return uuid.uuid4()
    said = "\x1f".join(f"{name}={text}" for name, text in sorted(wanted.items()))
    return uuid.uuid5(CHANGES, f"{item.pk}\x1f{person}\x1f{key}\x1f{said}")


def _refusal(exc: SiteError) -> Exception:
    """What the site doesn't allow is no failure of the site's."""
    match exc:
        case SiteForbidden():
            return NotChangeable("The site doesn't allow this change.")
        case SiteInvalid():
            return NotChangeable(f"The site can't store this ({exc.code}).")
        case SiteHasNone():
            return ContentNotFound(GONE)
    return exc


def _row_of(exc: SiteOutdated) -> Any:
    return exc.data.get("row") if isinstance(exc.data, dict) else None


def _take(item: ContentItem, row: Any) -> None:
    """Apply the row that came back, by the rule of the feed; ContentNotFound if it is gone."""
    changed = Change.read(row)
    if changed.id != item.external_id:
        raise SiteBadAnswer("the row is another object's")
    apply_row(changed, item.type)
    if changed.is_gone:
        raise ContentNotFound(GONE)


def _again(item: ContentItem) -> ContentItem:
    return ContentItem.objects.select_related("type__integration__site").get(pk=item.pk)


def _tell(item: ContentItem, person: int, error: str) -> None:
    record(
        item.type.integration,
        EventType.CHANGE,
        "failed" if error else "done",
        error=error,
        kind=item.type.kind,
        type=item.type.slug,
        external_id=item.external_id,
        details={"by": person},
    )
