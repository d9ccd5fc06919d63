"""Finds the item that a path names, and decides what the caller may do to it."""

from __future__ import annotations

from dataclasses import dataclass

from api.exceptions import NotFound
from items.models import Item
from items.rest.rows import find_row
from registries.access import Access, changeable, readable
from wpauth.authentication import WordPressRequest

ITEM_NOT_FOUND = "Item not found."


@dataclass(frozen=True)
class FoundItem:
    item: Item
    # None if WordPress wasn't asked: the site's account has checked its visitor itself,
    # and only administrators reach a legacy item without a registry.
    access: Access | None

    @property
    def is_open(self) -> bool:
        """Return whether its registry takes purchases."""
        if self.access is None:
            return self.item.registry_id is not None
        return self.access.registry.is_open


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
    item = find_row(item_id, inactive=inactive)
    if item is None:
        raise NotFound(ITEM_NOT_FOUND)
    if item.registry_id is None:
        if not request.user.is_admin:
            raise NotFound(ITEM_NOT_FOUND)
        return FoundItem(item, None)
    return FoundItem(item, ask_about(request, item.registry_id, to_change=to_change))


def _find_in_registry(
    request: WordPressRequest, item_id: int, registry_id: int, *, to_change: bool
) -> FoundItem:
    access = ask_about(request, registry_id, to_change=to_change)
    item = find_row(item_id, registry_id=registry_id)
    if item is None:
        raise NotFound("Item not found in this registry.")
    return FoundItem(item, access)


def ask_about(
    request: WordPressRequest, registry_id: int, *, to_change: bool = False
) -> Access | None:
    """
    Return the access to a registry's items, or raise NotFound or AccessDenied.

    None for the site's account: the plugin asks on behalf of somebody whom it has
    checked, and WordPress has no worker to spare for us.
    """
    if request.user.is_site_account:
        return None
    ask = changeable if to_change else readable
    return ask(registry_id, request.user, request.auth)
