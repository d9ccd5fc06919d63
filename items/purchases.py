"""
Buying: one row in a ledger and one conditional update, in one transaction.

So that N buyers at once never get more than is wanted, whatever the database and
however many the processes.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import ngettext

from items.models import Item, Purchase
from registries.exceptions import AccessDenied, Conflict, NotFound

UNDO_TOKEN_LIFE = timedelta(days=30)


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
    """Record a purchase, or raise NotFound or NotEnoughLeft."""
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
    """Take a purchase back; of two who do, the second finds nothing."""
    live = Purchase.objects.live().filter(pk=purchase.pk)
    if not live.update(undone_at=timezone.now()):
        raise NotFound("Purchase not found.")
    Item.objects.filter(pk=purchase.item_id).update(
        quantity_purchased=F("quantity_purchased") - purchase.quantity,
        updated_at=timezone.now(),
    )


def undo_token(purchase_id: int, created_at: datetime) -> str:
    """Return what proves that somebody is the buyer. It is never stored."""
    value = f"{purchase_id} {created_at.timestamp()}"
    return salted_hmac("items.purchases", value, algorithm="sha256").hexdigest()


def check_undo_token(purchase: Purchase, token: str) -> None:
    """Raise AccessDenied unless the token is this purchase's, and still good."""
    if not constant_time_compare(token, undo_token(purchase.pk, purchase.created_at)):
        raise AccessDenied("This undo token is not this purchase's.")
    if timezone.now() > purchase.created_at + UNDO_TOKEN_LIFE:
        raise AccessDenied("This undo token has expired. Ask the registry's owner.")
