"""
Compares all registries in WordPress with the items table, and mends what is safe.

An answer that is missing or can't be used raises a WordPressError: only a definite
404 for one registry says that it is gone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from api.exceptions import Conflict
from api.ids import LARGEST_ID
from api.paging import pages_by_key
from items.in_step.deleted_registries import deactivate_items
from items.in_step.drift import Drift, Kind, compare
from items.in_step.synchronization import sync
from items.models import Item, OutOfStepRegistry
from items.models.out_of_step import OutOfStepQuerySet
from registries import gateway
from registries.registry import Registry
from wpclient.credentials import service_account
from wpclient.exceptions import Invalid, NoSuchPost
from wpclient.one_by_one import one_by_one

AT_A_TIME = 100  # registries whose items are in memory
PAGE = 1000  # ids


def compare_all(registries: Iterable[Registry]) -> Iterator[tuple[int, set[Drift]]]:
    """Yield WordPress's registries, then others that have items, with how they differ."""
    seen: set[int] = set()
    rest = iter(registries)
    while some := list(islice(rest, AT_A_TIME)):
        for registry_id, found in _compare_some(some).items():
            seen.add(registry_id)
            yield registry_id, _confirm(registry_id, found)
    for registry_id in sorted(_known_here() - seen):
        yield registry_id, compare_one(registry_id)


def compare_one(registry_id: int) -> set[Drift]:
    return _confirm(registry_id, _look(registry_id))


def mend_all(registry_ids: Iterable[int]) -> Iterator[tuple[int, str]]:
    """Mend each, and yield it with what stands in the way, or ""."""
    obstacles = (Conflict, NoSuchPost, Invalid)
    return one_by_one(registry_ids, _mend, obstacles)


def _mend(registry_id: int) -> None:
    kinds = {drift.kind for drift in _look(registry_id) if drift.kind.is_drift}
    for kind in kinds:
        if not kind.is_mended:
            raise Conflict(kind.sentence)
    if Kind.GONE in kinds:
        deactivate_items(registry_id)
    elif kinds:
        OutOfStepRegistry.objects.mark(registry_id)
        sync(registry_id)


def _confirm(registry_id: int, found: set[Drift]) -> set[Drift]:
    """
    Look again, since items change while we compare.

    A difference that may be a change on its way to WordPress has to be seen twice.
    """
    if not found:
        return found
    again = _look(registry_id)
    return {drift for drift in again if drift in found or not drift.kind.may_pass}


def _look(registry_id: int) -> set[Drift]:
    """Compare one registry as it is now, which takes queries and asks WordPress."""
    # The mark is read before and after: WordPress may be told, and the mark cleared,
    # between its answer and our own.
    is_marked = _marked(registry_id).exists()
    try:
        registry = gateway.get(registry_id, service_account(), context="edit")
    except NoSuchPost:
        return _gone(registry_id)
    found = _compare_some([registry])[registry.id]
    passing = {drift for drift in found if drift.kind.may_pass}
    if passing and (is_marked or _marked(registry_id).exists()):
        return found - passing | {Drift(registry_id, Kind.WAITING)}
    return found


def _gone(registry_id: int) -> set[Drift]:
    marked = _marked(registry_id).first()
    if marked and marked.deleting_since:  # deleted by us: sync_item_ids ends it
        return {Drift(registry_id, Kind.WAITING)}
    active = Item.objects.active().in_registry(registry_id)
    found = {
        Drift(registry_id, Kind.GONE, item_id)
        for item_id in active.values_list("id", flat=True)
    }
    return found or ({Drift(registry_id, Kind.GONE)} if marked else set())


def _compare_some(registries: Sequence[Registry]) -> dict[int, set[Drift]]:
    """Compare with what the table holds now; two queries, more for long lists."""
    active: defaultdict[int | None, set[int]] = defaultdict(set)
    rows = Item.objects.active().filter(registry_id__in=[r.id for r in registries])
    for registry_id, item_id in rows.values_list("registry_id", "id"):
        active[registry_id].add(item_id)
    others = Item.objects.only("registry_id", "is_active").in_bulk(
        {
            item_id
            for registry in registries
            for item_id in registry.meta.item_ids or ()
            if item_id not in active[registry.id] and 0 < item_id <= LARGEST_ID
        }
    )
    return {
        registry.id: compare(registry, active[registry.id], others)
        for registry in registries
    }


def _known_here() -> set[int]:
    """Return the ids of the registries that have active items, or are marked."""
    active, marked = Item.objects.active(), OutOfStepRegistry.objects.all()
    return {
        registry_id
        for rows in (active, marked)
        for page in pages_by_key(rows.distinct(), "registry_id", size=PAGE)
        for (registry_id,) in page
    }


def _marked(registry_id: int) -> OutOfStepQuerySet:
    return OutOfStepRegistry.objects.filter(pk=registry_id)
