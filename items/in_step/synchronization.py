"""Tells WordPress with the service account what it couldn't be told at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from api.exceptions import Conflict
from items.in_step.deleted_registries import deactivate_items
from items.in_step.item_ids import BUSY, DELETING, lease_ends, write_until_in_step
from items.models import Item, OutOfStepRegistry
from registries import gateway
from registries.registry import Status
from wpclient.credentials import service_account
from wpclient.exceptions import NoSuchPost, WordPressError
from wpclient.one_by_one import one_by_one

MOST_AT_ONCE = 20  # while somebody waits; each takes WordPress two or three answers
GONE = "It is gone from WordPress. `check_drift --fix` takes its items off."
NOTHING_IS_LOST = (
    "Nothing is lost: what is not told yet stays marked, and sync_item_ids tries again."
)
IN_TRASH = "It lies in WordPress's trash. It is told once it is restored."


def sync_all(registry_ids: Iterable[int]) -> Iterator[tuple[int, str]]:
    """
    Bring each in step, and yield it with what stands in its way, or "".

    Raises Unavailable or Refused at once: all the others would fail the same way.
    """
    return one_by_one(registry_ids, sync)


def sync(registry_id: int) -> None:
    """Bring one registry in step, or raise Conflict or a WordPressError."""
    marked = OutOfStepRegistry.objects.acquire(registry_id)
    if marked is None:
        if OutOfStepRegistry.objects.filter(pk=registry_id).exists():
            raise Conflict(BUSY)
        return  # somebody has told WordPress meanwhile
    try:
        with lease_ends(marked):
            _sync(marked)
    except (Conflict, WordPressError):
        marked.pause()
        raise


def _sync(marked: OutOfStepRegistry) -> None:
    try:
        registry = gateway.get(marked.pk, service_account(), context="edit")
    except NoSuchPost as exc:
        items = Item.objects.active().in_registry(marked.pk)
        if marked.deleting_since is None and items.exists():
            raise Conflict(GONE) from exc
        deactivate_items(marked.pk)
        return
    if registry.status == Status.TRASH:
        raise Conflict(IN_TRASH)
    if marked.deleting_since:
        if _may_still_be_deleted(marked.deleting_since):
            raise Conflict(f"{DELETING} The next run looks again.")
        marked.cancel_deletion()
    if not marked.renew():  # the question took its time
        raise Conflict(BUSY)
    write_until_in_step(marked, registry, service_account())


def _may_still_be_deleted(deleting_since: datetime) -> bool:
    """Whether a request to delete it may still be at work; we gave up on its answer."""
    return timezone.now() < deleting_since + timedelta(
        seconds=2 * settings.WP_READ_TIMEOUT
    )
