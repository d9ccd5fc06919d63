from __future__ import annotations

from django.db import models
from django.db.models import Q


class MetadataAction(models.TextChoices):
    UPDATE = "update"
    DELETE = "delete"


class MetadataChange(models.Model):
    """What `/metadata/changes.json` tells Composer's mirrors."""

    name = models.CharField(max_length=250)  # wp-plugin/tea~dev
    action = models.CharField(max_length=6, choices=MetadataAction)
    at_ms = models.PositiveBigIntegerField()  # since 1970; it only grows
    build = models.ForeignKey(
        "packages.Build", models.SET_NULL, null=True, related_name="metadata_changes"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(action__in=MetadataAction.values),
                name="packages_metadata_action",
            )
        ]
        indexes = [models.Index("at_ms", name="packages_metadata_at")]

    def __str__(self) -> str:
        return f"{self.action} {self.name}"
