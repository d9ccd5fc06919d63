"""Keeps `restart_item_ids` in WordPress naming exactly the active items."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from items.models import Item
from registries import gateway
from registries.exceptions import Conflict
from registries.registry import Registry
from wpauth.credentials import Credentials
from wpauth.exceptions import Outdated, Refused, WordPressError
from wpauth.verification import forget

logger = logging.getLogger(__name__)

ROUNDS = 10  # of several that write at once, one gets through in each
DAMAGED = (
    "The order of the items is damaged in WordPress (restart_item_ids is not a JSON "
    "list). It has to be mended there first."
)


def write_item_ids(registry: Registry, credentials: Credentials) -> bool:
    """
    Tell WordPress which items are active, in the owner's order; return if it heard.

    An item that was added or removed stays so when WordPress can't be told: that is
    logged, and the caller's answer stands.
    """
    try:
        _write(registry, credentials)
    except (WordPressError, Conflict) as exc:
        if isinstance(exc, Refused):
            forget(credentials)  # withdrawn since they were remembered
        logger.warning(
            "registry %s: restart_item_ids not written: %s", registry.id, exc
        )
        return False
    return True


def reorder(
    registry: Registry, item_ids: Iterable[int], credentials: Credentials
) -> list[int]:
    """Put these items first, in this order, and return the order of all."""
    return _write(registry, credentials, first=item_ids)


def _write(
    registry: Registry, credentials: Credentials, *, first: Iterable[int] = ()
) -> list[int]:
    """
    Write the active items until WordPress holds them, and return them in order.

    Another worker may change the items, or their order, between our look and our
    word: then ours is refused as outdated, and we look again. We also look again
    after it was taken: an item may have come or gone since it was worded.
    """
    for _ in range(ROUNDS):
        known = registry.meta.item_ids
        if known is None:
            raise Conflict(DAMAGED)
        active = Item.objects.active().in_registry(registry.id).only("id")
        wanted = [item.pk for item in active.in_order_of((*first, *known))]
        if wanted == list(known):
            return wanted
        try:
            gateway.write_list(registry, "item_ids", wanted, credentials)
        except Outdated:
            registry = gateway.get(registry.id, credentials, context="edit")
        else:
            meta = replace(registry.meta, item_ids=tuple(wanted))
            registry = replace(registry, meta=meta)
    raise Conflict("Others are changing these items at this moment. Try again.")


def deactivate_items(registry_id: int, **signal: Any) -> None:
    """A registry was deleted: nobody can see its items any more."""
    Item.objects.active().in_registry(registry_id).update(is_active=False)
