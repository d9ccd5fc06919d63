"""Changes many items at once for support staff, and tells WordPress."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.translation import ngettext

from api.exceptions import DomainError
from items.in_step.synchronization import MOST_AT_ONCE, sync_all
from items.models import Item
from wpclient.exceptions import Refused, Unavailable


@dataclass
class Outcome:
    changed: list[Item] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)  # sentences for staff


def set_active(items: QuerySet[Item], *, active: bool) -> Outcome:
    """Take items off their registries, or put them back; then tell WordPress."""
    outcome = Outcome()
    for registry_id, item_ids in _by_registry(items).items():
        chosen = Item.objects.filter(pk__in=item_ids)
        try:
            outcome.changed += chosen.set_active(registry_id, active=active)
        except DomainError as exc:
            outcome.problems.append(f"Nothing changed in registry {registry_id}: {exc}")
    changed = {item.registry_id for item in outcome.changed if item.registry_id}
    outcome.problems += _tell_wordpress(sorted(changed))
    return outcome


def _by_registry(items: QuerySet[Item]) -> dict[int | None, list[int]]:
    found: defaultdict[int | None, list[int]] = defaultdict(list)
    for registry_id, item_id in items.values_list("registry_id", "pk"):
        found[registry_id].append(item_id)
    return found


def _tell_wordpress(registry_ids: Sequence[int]) -> Iterator[str]:
    """Yield what went wrong and what is told later; the changes stand here."""
    try:
        for registry_id, problem in sync_all(registry_ids[:MOST_AT_ONCE]):
            if problem:
                yield f"WordPress could not be told of registry {registry_id}: {problem}"
    except (Unavailable, Refused) as exc:
        yield (
            f"WordPress could not be told ({exc}). The changes stand here; sync_item_ids "
            "tries again."
        )
    else:
        if later := registry_ids[MOST_AT_ONCE:]:
            yield _told_later(len(later))


def _told_later(number: int) -> str:
    return ngettext(
        "WordPress has been told of the first {most} registries. {number} more is "
        "marked: sync_item_ids tells WordPress of it at its next run.",
        "WordPress has been told of the first {most} registries. {number} more are "
        "marked: sync_item_ids tells WordPress of them at its next run.",
        number,
    ).format(most=MOST_AT_ONCE, number=number)
