"""Which item does this path name, and may this caller do that to it?"""

from __future__ import annotations

from dataclasses import dataclass

from items.models import Item
from registries.access import Access, changeable, readable
from registries.exceptions import NotFound
from wpauth.authentication import WordPressRequest

ITEM_NOT_FOUND = "Item not found."


@dataclass(frozen=True)
class FoundItem:
    item: Item
    access: Access | None  # None: a legacy item without registry, an admin's business


def find_item(
    request: WordPressRequest,
    item_id: int,
    registry_id: int | None,
    *,
    to_change: bool = False,
    inactive: bool = False,
) -> FoundItem:
    """
    Return an item and the access to its registry, or raise NotFound or AccessDenied.

    With `registry_id` from the path the item has to be an active one of it.
    `inactive` lets one be found that was deleted.
    """
    if registry_id is not None:
        return _find_in_registry(request, item_id, registry_id, to_change=to_change)
    items = Item.objects.all() if inactive else Item.objects.active()
    item = items.filter(pk=item_id).first()
    if item is None:
        raise NotFound(ITEM_NOT_FOUND)
    if item.registry_id is None:
        if not request.user.is_admin:
            raise NotFound(ITEM_NOT_FOUND)
        return FoundItem(item, None)
    return FoundItem(item, _access(request, item.registry_id, to_change=to_change))


def _find_in_registry(
    request: WordPressRequest, item_id: int, registry_id: int, *, to_change: bool
) -> FoundItem:
    access = _access(request, registry_id, to_change=to_change)
    items = Item.objects.active().in_registry(registry_id)
    item = items.filter(pk=item_id).first()
    if item is None:
        raise NotFound("Item not found in this registry.")
    return FoundItem(item, access)


def _access(request: WordPressRequest, registry_id: int, *, to_change: bool) -> Access:
    ask = changeable if to_change else readable
    return ask(registry_id, request.user, request.auth)
