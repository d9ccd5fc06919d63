from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.core.validators import (
    MaxValueValidator,
    MinLengthValidator,
    MinValueValidator,
)
from django.db import models, transaction
from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.translation import ngettext

from api.exceptions import Conflict, NotFound
from api.validators import validate_http_url, validate_one_line, validate_plain_text
from items.models.out_of_step import OutOfStepRegistry
from items.models.rows import first, select, update

MOST_ACTIVE_ITEMS = 500  # in one registry
MOST_WANTED = 9999
LONGEST_URL = 2000
URL_VALIDATORS: list[Callable[[Any], None]] = [
    validate_one_line,
    validate_http_url,
    MinLengthValidator(10),
]


class AffiliateStatus(models.TextChoices):
    ACTIVE = "active"
    INACTIVE = "inactive"
    EXPIRED = "expired"
    NONE = "none"


class ItemQuerySet(models.QuerySet["Item"]):
    def active(self) -> ItemQuerySet:
        return self.filter(is_active=True)

    def in_registry(self, registry_id: int) -> ItemQuerySet:
        return self.filter(registry_id=registry_id)

    def name_a_registry(self) -> bool:
        """Return whether an active item says that WordPress has a registry."""
        return self.active().exclude(registry_id=None).exists()

    @transaction.atomic
    def add(self, registry_id: int, fields: dict[str, Any]) -> Item:
        """Create an item in a registry that has room for it, or raise Conflict."""
        item = Item(**fields, registry_id=registry_id)
        item.check_quantities()
        if item.is_active:
            self._before_the_set_changes(item)
        item.save()
        return item

    @transaction.atomic
    def change(
        self,
        item_id: int,
        fields: dict[str, Any],
        *,
        check: Callable[[Item], None] = lambda item: None,
    ) -> Item:
        """
        Write these fields of an item, or raise NotFound, Conflict or what `check` does.

        `check` sees the item as it stands when nobody else can change it any more.
        """
        item = first(Item, "id = %s", [item_id], for_update=True)
        if item is None:
            raise NotFound("Item not found.")
        check(item)
        fields = {
            name: value
            for name, value in fields.items()
            if getattr(item, name) != value
        }
        for name, value in fields.items():
            setattr(item, name, value)
        if not fields.keys().isdisjoint({"quantity_needed", "quantity_purchased"}):
            item.check_quantities()
        if "quantity_purchased" in fields:
            item.check_ledger()
        if "is_active" in fields:
            self._before_the_set_changes(item)
        if fields:
            update(item, [*fields, "updated_at"])
        return item

    @transaction.atomic
    def set_active(self, registry_id: int | None, *, active: bool) -> list[Item]:
        """
        Take these items off one registry, or put them back; return those that changed.

        Raises Conflict, and changes none, if the registry has no room for all.
        """
        # Everybody locks in the order of pk, so that PostgreSQL meets no deadlock.
        rows = self.filter(registry_id=registry_id).exclude(is_active=active)
        items: list[Item] = list(rows.select_for_update().order_by("pk"))
        if not items:
            return []
        self._make_way(registry_id, room_for=len(items) if active else 0)
        chosen = Item.objects.filter(pk__in=[item.pk for item in items])
        chosen.update(is_active=active, updated_at=timezone.now())
        return items

    def _before_the_set_changes(self, item: Item) -> None:
        """Mark the item's registry as out of step, or raise Conflict if it is full."""
        self._make_way(item.registry_id, room_for=1 if item.is_active else 0)

    def _make_way(self, registry_id: int | None, *, room_for: int) -> None:
        if registry_id is None:
            return
        # This row is also the lock by which two requests that add items take turns.
        OutOfStepRegistry.objects.mark(registry_id)
        if room_for and _active_items(registry_id) + room_for > MOST_ACTIVE_ITEMS:
            raise Conflict(f"A registry has room for {MOST_ACTIVE_ITEMS} items.")


def _active_items(registry_id: int) -> int:
    condition = "is_active AND registry_id = %s"
    [(number,)] = select(Item, ["COUNT(*)"], condition, [registry_id])
    return int(number)


class Item(models.Model):
    """A gift in a registry. The registry itself lives in WordPress."""

    # WordPress's post id; null only in rows from before registries had one.
    registry_id = models.PositiveBigIntegerField("registry", null=True, blank=True)
    name = models.CharField(max_length=100, validators=[validate_one_line])
    # From the shop; the owner's own words are `notes`.
    description = models.CharField(
        max_length=500, null=True, blank=True, validators=[validate_plain_text]
    )
    notes = models.CharField(
        max_length=1000, null=True, blank=True, validators=[validate_plain_text]
    )
    # "" only in rows from before items had an address.
    url = models.CharField("address", max_length=LONGEST_URL, validators=URL_VALIDATORS)
    retailer = models.CharField(
        max_length=100, null=True, blank=True, validators=[validate_one_line]
    )
    affiliate_url = models.CharField(
        "affiliate address",
        max_length=LONGEST_URL,
        null=True,
        blank=True,
        validators=URL_VALIDATORS,
    )
    affiliate_status = models.CharField(
        max_length=20, null=True, blank=True, choices=AffiliateStatus
    )
    image_url = models.CharField(
        "picture's address",
        max_length=LONGEST_URL,
        null=True,
        blank=True,
        validators=URL_VALIDATORS[:2],
    )
    price = models.DecimalField(
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.01"))],
    )
    quantity_needed = models.PositiveIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST_WANTED)]
    )
    quantity_purchased = models.PositiveIntegerField(
        default=0, validators=[MaxValueValidator(MOST_WANTED)]
    )
    is_active = models.BooleanField("on its registry", default=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        db_table = "items"
        indexes = [
            models.Index(fields=["registry_id"], name="idx_items_registry_id"),
            models.Index(fields=["created_at"], name="idx_items_created_at"),
            # Which registries have active items, without a look at each item. SQLite
            # asks for `is_active` even where the condition has said it.
            models.Index(
                fields=["registry_id", "is_active"],
                name="idx_items_active_registry_id",
                condition=Q(is_active=True),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="items_quantity_needed_at_least_1",
                condition=Q(quantity_needed__gte=1),
            ),
            models.CheckConstraint(
                name="items_quantity_purchased_at_least_0",
                condition=Q(quantity_purchased__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} (registry {self.registry_id or 'unknown'})"

    def check_quantities(self) -> None:
        """Raise Conflict if more is bought than wanted."""
        if self.quantity_purchased > self.quantity_needed:
            raise Conflict(
                f"{self.quantity_purchased} bought is more than "
                f"{self.quantity_needed} wanted."
            )

    def check_ledger(self) -> None:
        """Raise Conflict if fewer are bought than the ledger holds. Queries."""
        held = self.purchases.live().aggregate(held=Sum("quantity"))["held"] or 0
        if self.quantity_purchased < held:
            are_bought = ngettext("%d is bought", "%d are bought", held) % held
            raise Conflict(f"{are_bought}, by the ledger of purchases.")
