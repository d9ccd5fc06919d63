"""The tables that are originals, not copies. One file each."""

from __future__ import annotations

from items.models.idempotency_key import IdempotencyKey
from items.models.item import (
    LONGEST_URL,
    MOST_ACTIVE_ITEMS,
    MOST_WANTED,
    URL_VALIDATORS,
    AffiliateStatus,
    Item,
)
from items.models.out_of_step import OutOfStepRegistry
from items.models.purchase import NOBODY, Purchase

__all__ = [
    "LONGEST_URL",
    "MOST_ACTIVE_ITEMS",
    "MOST_WANTED",
    "NOBODY",
    "URL_VALIDATORS",
    "AffiliateStatus",
    "IdempotencyKey",
    "Item",
    "OutOfStepRegistry",
    "Purchase",
]
