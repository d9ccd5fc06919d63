from __future__ import annotations

from django.db import models
from django.utils import timezone

from items.models.item import Item


class IdempotencyKey(models.Model):
    """What a purchase was answered, to be said again when it is sent again."""

    user_id = models.PositiveBigIntegerField()  # WordPress's
    item = models.ForeignKey(Item, models.CASCADE, related_name="+")
    key = models.CharField(max_length=255)
    body_hash = models.CharField(max_length=64)
    answer = models.JSONField()
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        db_table = "idempotency_keys"
        constraints = [
            models.UniqueConstraint(
                fields=["user_id", "item", "key"], name="idempotency_keys_once"
            )
        ]
        indexes = [
            models.Index(fields=["created_at"], name="idx_idempotency_keys_age"),
        ]

    def __str__(self) -> str:
        return f"{self.key} on item {self.item_id}"
