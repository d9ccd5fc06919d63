"""Compares a registry in WordPress with the items table, without queries or HTTP."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from enum import Enum

from django.utils.translation import ngettext

from items.models import Item
from registries.registry import Registry, Status


class Kind(Enum):
    """What differs: the words for a table, and a sentence with what becomes of it."""

    UNNAMED = (
        "not named",
        "Active items that the registry's list doesn't name. --fix names them, last.",
    )
    UNKNOWN = (
        "no such item",
        "The list names what is no item. --fix takes it off the list.",
    )
    INACTIVE = (
        "taken off",
        "The list names items that were taken off. --fix takes them off the list.",
    )
    REPEATED = ("named twice", "--fix keeps the first place.")
    FOREIGN = (
        "another registry's",
        "The list names items that belong to another registry. --fix takes them off "
        "this list; where they belong stays as it is.",
    )
    OWNERLESS = (
        "no registry's",
        "The list names items from before items had a registry, and says whose they "
        "are. --fix leaves it alone: run backfill_registry_ids first.",
    )
    DAMAGED = (
        "damaged list",
        "restart_item_ids is not a JSON list of ids. Mend it in WordPress; --fix "
        "doesn't write over it.",
    )
    GONE = (
        "registry is gone",
        "WordPress has no such registry any more. --fix takes its items off.",
    )
    TRASHED = (
        "in the trash",
        "The registry can still be restored in WordPress. Until then it is left alone.",
    )
    WAITING = (
        "being told",
        "It changed a moment ago, or WordPress couldn't be told yet. sync_item_ids "
        "sees to it.",
    )

    def __init__(self, label: str, sentence: str) -> None:
        self.label = label
        self.sentence = sentence

    @property
    def is_drift(self) -> bool:
        return self not in (Kind.TRASHED, Kind.WAITING)

    @property
    def is_mended(self) -> bool:
        """Whether `check_drift --fix` mends it."""
        return self.is_drift and self not in (Kind.OWNERLESS, Kind.DAMAGED)

    @property
    def may_pass(self) -> bool:
        """Whether WordPress may simply not have been told of the change yet."""
        return self.is_drift and self not in (Kind.DAMAGED, Kind.GONE)


@dataclass(frozen=True)
class Drift:
    registry_id: int
    kind: Kind
    item_id: int | None = None  # None: it isn't about one item


def compare(
    registry: Registry, active: Set[int], others: Mapping[int, Item]
) -> set[Drift]:
    """`active` are the ids of its active items; `others`, what else its list names."""
    if registry.status == Status.TRASH:
        return {Drift(registry.id, Kind.TRASHED, item_id) for item_id in active}
    if registry.meta.item_ids is None:
        return {Drift(registry.id, Kind.DAMAGED)}
    times = Counter(registry.meta.item_ids)
    kinds = [(Kind.UNNAMED, item_id) for item_id in active - times.keys()]
    kinds += [(Kind.REPEATED, item_id) for item_id in times if times[item_id] > 1]
    for item_id in times.keys() - active:
        if kind := _why_not(registry, others.get(item_id)):
            kinds.append((kind, item_id))
    return {Drift(registry.id, kind, item_id) for kind, item_id in kinds}


def _why_not(registry: Registry, item: Item | None) -> Kind | None:
    """Say why the list shouldn't name this item, None if it came back just now."""
    if item is None:
        return Kind.UNKNOWN
    if item.registry_id is None:
        return Kind.OWNERLESS
    if item.registry_id != registry.id:
        return Kind.FOREIGN
    return None if item.is_active else Kind.INACTIVE


def doubt_of(found: Iterable[Drift], compared: int) -> str:
    """Say why this WordPress can't be the right one, so that nothing is mended, or ""."""
    gone = len({drift.registry_id for drift in found if drift.kind is Kind.GONE})
    if gone <= compared - gone:
        return ""
    are_gone = ngettext("%d registry is gone", "%d registries are gone", gone) % gone
    return (
        f"{are_gone}, more than WordPress has. Nothing was changed. "
        "Is WP_BASE_URL the right WordPress, and is all of it there? If so, go "
        "through them one by one: `check_drift --fix --registry N`."
    )
