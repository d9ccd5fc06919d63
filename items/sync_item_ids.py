"""Finishes with the service account what could not be told to WordPress at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from items.item_ids import BUSY, deactivate_items, lease_ends, write_until_in_step
from items.models import OutOfStepRegistry
from registries import gateway
from registries.exceptions import Conflict
from registries.registry import TRASH
from wpauth.credentials import service_account
from wpauth.exceptions import NotFound, Refused, Unavailable, WordPressError

GONE = "It is gone from WordPress. `check_drift --fix` takes its items off."
IN_TRASH = "It lies in WordPress's trash. It is told once it is restored."
STILL_GOING = "WordPress was asked to delete it a moment ago. The next run looks again."


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
        raise Conflict(BUSY)
    with lease_ends(marked):
        try:
            registry = gateway.get(registry_id, service_account(), context="edit")
        except NotFound as exc:
            if marked.going_since is None:
                raise Conflict(GONE) from exc
            deactivate_items(registry_id)
            return
        if registry.status == TRASH:
            raise Conflict(IN_TRASH)
        if _may_still_go(marked):
            raise Conflict(STILL_GOING)
        write_until_in_step(marked, registry, service_account())


def _may_still_go(marked: OutOfStepRegistry) -> bool:
    """A request to delete it, whose answer we gave up on, may still be at work."""
    pause = timedelta(seconds=2 * settings.WP_READ_TIMEOUT)
    going_since = marked.going_since
    return going_since is not None and timezone.now() < going_since + pause
