from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from items.models.item import Item

# The buyer's fields of a purchase when nobody may see who bought.
NOBODY: dict[str, None] = {
    "purchaser_name": None,
    "purchaser_email": None,
    "note": None,
}


class PurchaseQuerySet(models.QuerySet["Purchase"]):
    def live(self) -> PurchaseQuerySet:
        return self.filter(undone_at__isnull=True)


class Purchase(models.Model):
    """
    Somebody bought some of an item. Rows stay; an undone one says when it was undone.

    Anonymous and undone purchases don't keep who bought, since nobody may see it.
    """

    item = models.ForeignKey(Item, models.PROTECT, related_name="purchases")
    quantity = models.PositiveIntegerField(validators=[MinValueValidator(1)])
    purchaser_name = models.CharField(max_length=100, null=True, blank=True)
    purchaser_email = models.CharField(max_length=254, null=True, blank=True)
    note = models.CharField(max_length=1000, null=True, blank=True)
    is_anonymous = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    undone_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = PurchaseQuerySet.as_manager()

    class Meta:
        db_table = "purchases"
        indexes = [
            models.Index(fields=["created_at"], name="idx_purchases_created_at"),
        ]
        constraints = [
            models.CheckConstraint(
                name="purchases_quantity_at_least_1", condition=Q(quantity__gte=1)
            ),
            models.CheckConstraint(
                name="purchases_anonymous_ones_name_nobody",
                condition=Q(is_anonymous=False) | Q(**NOBODY),
            ),
            models.CheckConstraint(
                name="purchases_undone_ones_name_nobody",
                condition=Q(undone_at=None) | Q(**NOBODY),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} of item {self.item_id}"
