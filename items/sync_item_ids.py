"""Finishes with the service account what could not be told to WordPress at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from items.deleted_registries import deactivate_items
from items.item_ids import BUSY, GOING, lease_ends, write_until_in_step
from items.models import Item, OutOfStepRegistry
from registries import gateway
from registries.exceptions import Conflict
from registries.registry import TRASH
from wpauth.credentials import service_account
from wpauth.exceptions import NotFound, Refused, Unavailable, WordPressError

MOST_AT_ONCE = 20  # while somebody waits; each takes WordPress two or three answers
GONE = "It is gone from WordPress. `check_drift --fix` takes its items off."
IN_TRASH = "It lies in WordPress's trash. It is told once it is restored."


def sync_all(registry_ids: Iterable[int]) -> Iterator[tuple[int, str]]:
    """
    Yield each registry with what stands in its way, "" when it is in step now.

    Raises Unavailable or Refused at once: all the others would fail the same way.
    """
    for registry_id in registry_ids:
        try:
            sync(registry_id)
        except (Unavailable, Refused):
            raise
        except (Conflict, WordPressError) as exc:
            yield registry_id, str(exc)
        else:
            yield registry_id, ""


def sync(registry_id: int) -> None:
    """Bring one registry in step, or raise Conflict or a WordPressError."""
    marked = OutOfStepRegistry.objects.take(registry_id)
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
    except NotFound as exc:
        items = Item.objects.active().in_registry(marked.pk)
        if marked.going_since is None and items.exists():
            raise Conflict(GONE) from exc
        deactivate_items(marked.pk)
        return
    if registry.status == TRASH:
        raise Conflict(IN_TRASH)
    if marked.going_since:
        if _may_still_go(marked.going_since):
            raise Conflict(f"{GOING} The next run looks again.")
        marked.stay()
    if not marked.renew():  # the question took its time
        raise Conflict(BUSY)
    write_until_in_step(marked, registry, service_account())


def _may_still_go(going_since: datetime) -> bool:
    """A request to delete it, whose answer we gave up on, may still be at work."""
    return timezone.now() < going_since + timedelta(
        seconds=2 * settings.WP_READ_TIMEOUT
    )
