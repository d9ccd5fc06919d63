from __future__ import annotations

from django.db import models
from django.utils import timezone


class IdempotencyKey(models.Model):
    """The answer to a request, which is repeated if the request is sent again."""

    user_id = models.PositiveBigIntegerField()  # WordPress's
    path = models.CharField(max_length=100)  # the flat one of two twins, without slash
    key = models.CharField(max_length=255)
    # Null only for legacy items, which know no registry.
    registry_id = models.PositiveBigIntegerField(null=True)
    body_hash = models.CharField(max_length=64)
    answer = models.JSONField()
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        db_table = "idempotency_keys"
        constraints = [
            # The path comes first, so that the answers of one path are found by it.
            models.UniqueConstraint(
                fields=["path", "user_id", "key"], name="idempotency_keys_once"
            )
        ]
        indexes = [
            models.Index(fields=["created_at"], name="idx_idempotency_keys_age"),
            models.Index(fields=["registry_id"], name="idx_idempotency_keys_registry"),
        ]

    def __str__(self) -> str:
        return f"{self.key} on {self.path}"
