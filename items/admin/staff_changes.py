"""What support staff change in many items at once, and how WordPress hears of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from api.exceptions import DomainError
from items.in_step.synchronization import sync_all
from items.models import Item
from wpclient.exceptions import Refused, Unavailable


@dataclass
class Outcome:
    changed: list[Item] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)  # sentences for staff


def set_active(items: Iterable[Item], *, active: bool) -> Outcome:
    """Take items off their registries, or put them back; then tell WordPress."""
    outcome = Outcome()
    for item in items:
        if item.is_active == active:
            continue
        try:
            changed = Item.objects.change(item.pk, {"is_active": active})
        except DomainError as exc:
            outcome.problems.append(f"{item}: {exc}")
        else:
            outcome.changed.append(changed)
    registry_ids = {item.registry_id for item in outcome.changed if item.registry_id}
    outcome.problems += _tell_wordpress(registry_ids)
    return outcome


def _tell_wordpress(registry_ids: Iterable[int]) -> Iterator[str]:
    """Yield what went wrong; the changes stand here."""
    try:
        for registry_id, problem in sync_all(registry_ids):
            if problem:
                yield f"WordPress could not be told of registry {registry_id}: {problem}"
    except (Unavailable, Refused) as exc:
        yield (
            f"WordPress could not be told ({exc}). The changes stand here; sync_item_ids "
            "tries again."
        )
