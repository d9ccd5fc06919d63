"""What support staff change in many items at once, and how WordPress hears of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from items.item_ids import write_item_ids
from items.models import Item
from registries import gateway
from registries.exceptions import DomainError
from wpauth.credentials import service_account
from wpauth.exceptions import WordPressError


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
    for registry_id in {
        item.registry_id for item in outcome.changed if item.registry_id
    }:
        outcome.problems += _tell_wordpress(registry_id)
    return outcome


def _tell_wordpress(registry_id: int) -> list[str]:
    """Write the item ids with the service account; return what went wrong."""
    credentials = service_account()
    try:
        registry = gateway.get(registry_id, credentials, context="edit")
    except WordPressError:
        told = False
    else:
        told = write_item_ids(registry, credentials)
    if told:
        return []
    return [
        f"WordPress could not be told of registry {registry_id}. The change stands "
        "here; run check_wordpress if it goes on."
    ]
