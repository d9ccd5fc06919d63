"""Keeps `restart_item_ids` in WordPress naming exactly the active items."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

from items.models import Item
from registries import gateway
from registries.exceptions import Conflict
from registries.registry import Registry
from wpauth.credentials import Credentials
from wpauth.exceptions import WordPressError

logger = logging.getLogger(__name__)

ROUNDS = 5


def write_item_ids(registry: Registry, credentials: Credentials) -> bool:
    """
    Tell WordPress which items are active, in the owner's order; return if it heard.

    An item that was added or removed stays so when WordPress can't be told: that is
    logged, and the caller's answer stands.
    """
    try:
        _write(registry, registry.meta.item_ids, credentials)
    except (WordPressError, Conflict) as exc:
        logger.warning(
            "registry %s: restart_item_ids not written: %s", registry.id, exc
        )
        return False
    return True


def reorder(
    registry: Registry, item_ids: Iterable[int], credentials: Credentials
) -> list[int]:
    """Put these items first, in this order, and return the order of all."""
    if registry.meta.item_ids is None:
        raise _damaged()
    ordered = (*item_ids, *registry.meta.item_ids)
    return _write(registry, ordered, credentials)


def _write(
    registry: Registry, ordered: tuple[int, ...] | None, credentials: Credentials
) -> list[int]:
    """
    Write the active items in this order until they are what was written.

    Another worker may add an item between our look and our word, and his word may
    reach WordPress before ours; so we look again after every word.
    """
    if ordered is None:
        raise _damaged()
    written = list(registry.meta.item_ids or ())
    for _ in range(ROUNDS):
        active = Item.objects.active().in_registry(registry.id)
        wanted = [item.pk for item in active.only("id").in_order_of(_once(ordered))]
        if wanted == written:
            break
        gateway.write_list(registry.id, "restart_item_ids", wanted, credentials)
        written = wanted
    return written


def _once(item_ids: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(item_ids))


def _damaged() -> Conflict:
    return Conflict(
        "The order of the items is damaged in WordPress (restart_item_ids is not a "
        "JSON list). It has to be mended there first."
    )


def deactivate_items(registry_id: int, **signal: Any) -> None:
    """A registry was deleted: nobody can see its items any more."""
    Item.objects.active().in_registry(registry_id).update(is_active=False)
