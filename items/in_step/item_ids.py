"""Keeps `restart_item_ids` in WordPress naming exactly the active items."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import InterfaceError, OperationalError

from api.exceptions import Conflict
from api.ids import LARGEST_ID
from items.models import MOST_ACTIVE_ITEMS, Item, OutOfStepRegistry
from items.models.rows import select
from registries import gateway
from registries.registry import Registry
from wpauth.verification import forget
from wpclient.credentials import Credentials
from wpclient.exceptions import Outdated, Refused, Unanswered, WordPressError

logger = logging.getLogger(__name__)

ROUNDS = 50  # of one writer, while others go on changing the items
POLL_SECONDS = 0.05
DAMAGED = (
    "The order of the items is damaged in WordPress (restart_item_ids is not a JSON "
    "list). It has to be mended there first."
)
DELETING = "WordPress was asked to delete this registry a moment ago."
BUSY = "Others are changing these items at this moment. Try again."


def write_item_ids(
    registry: Registry,
    credentials: Credentials,
    marked: OutOfStepRegistry | None = None,
) -> None:
    """
    Tell WordPress which items are active, in the owner's order.

    If another request is already doing that, it is left to that one. If WordPress can't
    be told, the caller's answer stands, and the mark stays for `sync_item_ids`. `marked`
    is the lease, if it was taken in the transaction that changed the items.
    """
    try:
        marked = marked or OutOfStepRegistry.objects.acquire(registry.id)
        if marked is not None:
            with lease_ends(marked):
                write_until_in_step(marked, registry, credentials)
    except (WordPressError, Conflict, OperationalError, InterfaceError) as exc:
        if isinstance(exc, Refused):
            forget(credentials)  # withdrawn since they were remembered
        logger.warning(
            "registry %s: restart_item_ids not written: %s", registry.id, exc
        )


def reorder(
    registry: Registry, item_ids: Iterable[int], credentials: Credentials
) -> list[int]:
    """Put these items first, in this order, and return the order of all."""
    marked = _acquire_patiently(registry.id)
    with lease_ends(marked):
        return write_until_in_step(marked, registry, credentials, first=item_ids)


def _acquire_patiently(registry_id: int) -> OutOfStepRegistry:
    """Wait for the lease: no other request knows the order that this one brings."""
    deadline = time.monotonic() + 2 * settings.WP_READ_TIMEOUT
    while time.monotonic() < deadline:
        OutOfStepRegistry.objects.get_or_create(registry_id=registry_id)
        if marked := OutOfStepRegistry.objects.acquire(registry_id):
            return marked
        time.sleep(POLL_SECONDS)
    raise Conflict(BUSY)


@contextmanager
def lease_ends(marked: OutOfStepRegistry) -> Iterator[None]:
    """
    End the lease even if something goes wrong; the row then says what.

    If no answer came, WordPress may still be at work: the lease then ends by itself.
    """
    try:
        yield
    except (WordPressError, Conflict) as exc:
        marked.fail(str(exc), is_over=not isinstance(exc, Unanswered))
        raise


def write_until_in_step(
    marked: OutOfStepRegistry,
    registry: Registry,
    credentials: Credentials,
    *,
    first: Iterable[int] = (),
) -> list[int]:
    """
    Write the active items until none has come or gone since; return them in order.

    `registry` may be older than the lease. If somebody else has written since, our list
    is refused as outdated. Therefore even a list that looks right is sent once.
    """
    known, is_fresh = registry.meta.item_ids, False
    for _ in range(ROUNDS):
        if known is None:
            raise Conflict(DAMAGED)
        if marked.deleting_since:
            raise Conflict(DELETING)
        wanted = _active_item_ids(marked.pk, in_order_of=(*first, *known))
        try:
            if wanted != known or not is_fresh:
                gateway.write_list(marked.pk, "item_ids", wanted, known, credentials)
        except Outdated:
            known = _known_item_ids(marked.pk, credentials)
        else:
            if _is_settled(marked):
                return list(wanted)
            known = wanted
        is_fresh = True
        if not marked.renew():
            break
    raise Conflict(BUSY)


def _is_settled(marked: OutOfStepRegistry) -> bool:
    try:
        return marked.clear()
    except (
        OperationalError,
        InterfaceError,
    ) as exc:  # WordPress has heard; the mark merely stays
        logger.warning("registry %s: still marked: %s", marked.pk, exc)
        return True


def _active_item_ids(
    registry_id: int, *, in_order_of: tuple[int, ...]
) -> tuple[int, ...]:
    condition = "is_active AND registry_id = %s"
    ids = {item_id for (item_id,) in select(Item, ["id"], condition, [registry_id])}
    ids |= _ids_without_registry(named for named in in_order_of if named not in ids)
    ordered = [item_id for item_id in dict.fromkeys(in_order_of) if item_id in ids]
    return (*ordered, *sorted(ids.difference(ordered)))


def _ids_without_registry(named: Iterable[int]) -> set[int]:
    """
    Of these ids, return those of old active items that know no registry yet.

    `backfill_registry_ids` learns from this very list whose they are.
    """
    valid = [item_id for item_id in named if 0 < item_id <= LARGEST_ID]
    if not valid:
        return set()
    items = Item.objects.active().filter(
        registry_id=None, pk__in=valid[:MOST_ACTIVE_ITEMS]
    )
    return set(items.values_list("pk", flat=True))


def _known_item_ids(
    registry_id: int, credentials: Credentials
) -> tuple[int, ...] | None:
    return gateway.get(registry_id, credentials, context="edit").meta.item_ids
