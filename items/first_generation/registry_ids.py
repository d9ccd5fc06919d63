"""Finds out from WordPress's lists which registry an old item belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction

from items.models import Item, OutOfStepRegistry
from registries.registry import Registry


@dataclass
class Claims:
    """Which registries' lists name which of these items."""

    item_ids: set[int]
    registries_of: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    problems: list[str] = field(default_factory=list)  # sentences for people

    def read(self, registries: Iterable[Registry]) -> None:
        for registry in registries:
            if registry.meta.item_ids is None:
                self.problems.append(
                    f"registry {registry.id}: its restart_item_ids is no JSON list. "
                    "Mend it in WordPress, then run this again."
                )
                continue
            for item_id in self.item_ids.intersection(registry.meta.item_ids):
                self.registries_of[item_id].add(registry.id)

    def settle(self) -> dict[int, list[int]]:
        """Return the items of each registry; report an item that two of them claim."""
        items_of: dict[int, list[int]] = defaultdict(list)
        for item_id, registry_ids in sorted(self.registries_of.items()):
            if len(registry_ids) == 1:
                items_of[min(registry_ids)].append(item_id)
                continue
            names = " and ".join(map(str, sorted(registry_ids)))
            self.problems.append(
                f"item {item_id}: in the lists of registries {names}. Take it out of "
                "all but one in WordPress, then run this again."
            )
        return items_of


@transaction.atomic
def give_registry(registry_id: int, item_ids: list[int], *, dry_run: bool) -> int:
    """Give these items their registry, and return how many had none."""
    given = sum(
        Item.objects.filter(pk=item_id, registry_id=None).update(
            registry_id=registry_id
        )
        for item_id in item_ids
    )
    if given:
        OutOfStepRegistry.objects.mark(registry_id)
    transaction.set_rollback(dry_run)
    return given
