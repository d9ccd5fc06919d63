"""Changing an item on behalf of a caller of the API."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.db import transaction

from api.exceptions import NotFound
from items.in_step.item_ids import write_item_ids
from items.models import Item, OutOfStepRegistry
from items.rest.access import ITEM_NOT_FOUND, FoundItem
from items.rest.conditions import check_unchanged
from registries.access import Access
from wpauth.authentication import WordPressRequest

T = TypeVar("T")


def change_item(
    request: WordPressRequest, found: FoundItem, fields: dict[str, Any]
) -> Item:
    """Write these fields; then WordPress hears of it if the set of items changed."""

    def check(item: Item) -> None:
        check_unchanged(request, item)
        if not item.is_active and not _may_touch_inactive(request, fields):
            raise NotFound(ITEM_NOT_FOUND)

    def change() -> Item:
        return Item.objects.change(found.item.pk, fields, check=check)

    if "is_active" not in fields:
        return change()
    item, marked = with_lease(found.access, change)
    tell_wordpress(request, found.access, marked)
    return item


def with_lease(
    access: Access | None, change: Callable[[], T]
) -> tuple[T, OutOfStepRegistry | None]:
    """Change the set of items, and take the lease to tell WordPress, in one transaction."""
    if access is None:  # the site's account tells WordPress itself
        return change(), None
    with transaction.atomic():
        return change(), OutOfStepRegistry.objects.acquire(access.registry.id)


def tell_wordpress(
    request: WordPressRequest,
    access: Access | None,
    marked: OutOfStepRegistry | None,
) -> None:
    """Have the registry's list follow; the site's account writes it itself."""
    if access is not None:
        write_item_ids(access.registry, request.auth, marked)


def _may_touch_inactive(request: WordPressRequest, fields: dict[str, Any]) -> bool:
    """Deleting is repeatable; reviving is for administrators."""
    return fields == {"is_active": False} or (
        request.user.is_admin and fields.get("is_active") is True
    )
