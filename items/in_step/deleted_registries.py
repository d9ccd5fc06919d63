"""What becomes of the items when their registry is deleted through the API."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from items.idempotency import forget_registry
from items.models import Item, OutOfStepRegistry


def mark_deleting(registry_id: int, **signal: Any) -> None:
    """Note that a registry is about to be deleted: the answer may get lost."""
    OutOfStepRegistry.objects.mark_deleting(registry_id)


@transaction.atomic
def unmark_deleting(registry_id: int, **signal: Any) -> None:
    """Take the note back: WordPress refused to delete it."""
    OutOfStepRegistry.objects.filter(pk=registry_id).update(deleting_since=None)


@transaction.atomic
def deactivate_items(registry_id: int, **signal: Any) -> None:
    """
    A registry is gone: nobody can see its items any more, nor hear of them again.

    The mark stays if somebody added an item at this moment: sync_item_ids then comes
    here again.
    """
    marked = OutOfStepRegistry.objects.filter(pk=registry_id)
    versions = list(marked.values_list("version", flat=True))
    active = Item.objects.active().in_registry(registry_id)
    ids = list(active.select_for_update().order_by("pk").values_list("pk", flat=True))
    Item.objects.filter(pk__in=ids).update(is_active=False, updated_at=timezone.now())
    forget_registry(registry_id)
    marked.filter(version__in=versions).delete()
