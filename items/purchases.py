"""
Buying: one row in a ledger and one conditional update, in one transaction.

This way any number of buyers at once never get more than is wanted, whatever the
database and the number of processes.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import ngettext

from api.exceptions import AccessDenied, Conflict, NotFound
from items.idempotency import forget_buyer
from items.models import NOBODY, Item, Purchase

PURCHASE_NOT_FOUND = "Purchase not found."
UNDO_TOKEN_LIFE = timedelta(days=30)
# One sentence for all: it doesn't tell what exists.
DOES_NOT_FIT = (
    "This undo token does not fit, or it has expired. The registry's owner can undo "
    "the purchase."
)


class NotEnoughLeft(Conflict):
    """Fewer are still wanted than somebody wants to buy."""

    def __init__(self, remaining: int) -> None:
        super().__init__(
            ngettext(
                "Only %d of this item is still wanted.",
                "Only %d of this item are still wanted.",
                remaining,
            )
            % remaining
            if remaining
            else "Somebody else was quicker: this item has been bought already."
        )
        self.remaining = remaining


@transaction.atomic
def buy(item_id: int, fields: dict[str, Any]) -> tuple[Purchase, Item]:
    """
    Record a purchase, or raise NotFound or NotEnoughLeft.

    The name of an anonymous buyer is never stored.
    """
    if fields.get("is_anonymous"):
        fields = {**fields, **NOBODY}
    quantity = fields["quantity"]
    wanted = Item.objects.active().filter(
        pk=item_id, quantity_purchased__lte=F("quantity_needed") - quantity
    )
    taken = wanted.update(
        quantity_purchased=F("quantity_purchased") + quantity, updated_at=timezone.now()
    )
    item = Item.objects.active().filter(pk=item_id).first()
    if item is None:
        raise NotFound("Item not found.")
    if not taken:
        raise NotEnoughLeft(max(0, item.quantity_needed - item.quantity_purchased))
    return Purchase.objects.create(item=item, **fields), item


@transaction.atomic
def undo(purchase: Purchase) -> None:
    """
    Undo a purchase; if two people do so, the second finds nothing.

    Nobody is shown who bought it any more, so the buyer's fields are cleared.
    """
    live = Purchase.objects.live().filter(pk=purchase.pk)
    if not live.update(undone_at=timezone.now(), **NOBODY):
        raise NotFound(PURCHASE_NOT_FOUND)
    # The item comes before its answers, as everywhere: PostgreSQL then meets no deadlock.
    Item.objects.filter(pk=purchase.item_id).update(
        quantity_purchased=F("quantity_purchased") - purchase.quantity,
        updated_at=timezone.now(),
    )
    forget_buyer(purchase)


def undo_token(purchase_id: int, created_at: datetime) -> str:
    """Return what proves that somebody is the buyer. It is never stored."""
    value = f"{purchase_id} {created_at.timestamp()}"
    return salted_hmac("items.purchases", value, algorithm="sha256").hexdigest()


def find_purchase(item: Item, purchase_id: int) -> Purchase:
    """Return one of an item's purchases that stand, or raise NotFound."""
    purchase = Purchase.objects.live().filter(item=item, pk=purchase_id).first()
    if purchase is None:
        raise NotFound(PURCHASE_NOT_FOUND)
    return purchase


def find_by_undo_token(
    token: str, purchase_id: int, *, item_id: int, registry_id: int | None
) -> Purchase:
    """
    Return the purchase that this token stands for, or raise AccessDenied.

    Raises NotFound only for the buyer: it was undone, or the item is gone.
    """
    purchases = Purchase.objects.select_related("item").filter(item_id=item_id)
    if registry_id is not None:
        purchases = purchases.filter(item__registry_id=registry_id)
    purchase = purchases.filter(pk=purchase_id).first()
    if purchase is None or not _is_good(token, purchase):
        raise AccessDenied(DOES_NOT_FIT)
    if not purchase.item.is_active:
        raise NotFound("Item not found.")
    if purchase.undone_at is not None:
        raise NotFound(PURCHASE_NOT_FOUND)
    return purchase


def _is_good(token: str, purchase: Purchase) -> bool:
    expected = undo_token(purchase.pk, purchase.created_at)
    is_young = timezone.now() <= purchase.created_at + UNDO_TOKEN_LIFE
    return constant_time_compare(token, expected) and is_young
