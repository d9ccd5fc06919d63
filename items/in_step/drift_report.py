"""Drift as text for a terminal or a log: ids and kinds, nothing about people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.utils.translation import ngettext

from items.in_step.drift import Drift, Kind

ROW = "{:>10}  {:<18}  {:<6}  {}\n"
IDS_SHOWN = 5


def report(found: Iterable[Drift], *, legacy: int) -> str:
    """`legacy`: how many items can't be compared, having no registry."""
    found = set(found)
    apart = {drift for drift in found if not drift.kind.is_drift}
    text = "".join(_table(found - apart))
    if apart:
        text += "No drift, only to be known:\n" + "".join(_table(apart))
    if legacy:
        text += (
            ngettext(
                "%d active item has no registry, from before items had one, and is not "
                "compared:\nbackfill_registry_ids finds it.\n\n",
                "%d active items have no registry, from before items had one, and are not "
                "compared:\nbackfill_registry_ids finds it.\n\n",
                legacy,
            )
            % legacy
        )
    return text


def _table(found: Iterable[Drift]) -> Iterator[str]:
    """Yield a line for each registry and kind, then what the kinds mean."""
    items: defaultdict[tuple[int, Kind], list[int]] = defaultdict(list)
    for drift in found:
        ids = items[drift.registry_id, drift.kind]
        ids += [] if drift.item_id is None else [drift.item_id]
    if not items:
        return
    left = {registry_id for registry_id, kind in items if not kind.is_mended}
    yield ROW.format("registry", "differs", "--fix", "items")
    for registry_id, kind in sorted(items, key=_place):
        care = "leaves" if registry_id in left else "mends"
        ids_shown = _shortened(sorted(items[registry_id, kind]))
        yield ROW.format(registry_id, kind.label, care, ids_shown)
    shown = {kind for _, kind in items}
    yield from (f"\n{kind.label}: {kind.sentence}" for kind in Kind if kind in shown)
    yield "\n\n"


def _place(row: tuple[int, Kind]) -> tuple[int, int]:
    registry_id, kind = row
    return registry_id, list(Kind).index(kind)


def _shortened(ids: list[int]) -> str:
    shown = ", ".join(map(str, ids[:IDS_SHOWN])) or "-"
    more = len(ids) - IDS_SHOWN
    return f"{shown} and {more} more" if more > 0 else shown
