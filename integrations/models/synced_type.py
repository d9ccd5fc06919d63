from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

DEFAULT_LIMIT = 100
LARGEST_LIMIT = 1000


class Kind(models.TextChoices):
    POST_TYPE = "post_type"
    TAXONOMY = "taxonomy"


class SyncedType(models.Model):
    """A post type or a taxonomy of a site: what staff set, and how far it was followed."""

    integration = models.ForeignKey(
        "integrations.SiteIntegration", models.PROTECT, related_name="types"
    )
    kind = models.CharField(max_length=9, choices=Kind)
    slug = models.CharField(max_length=32)
    enabled = models.BooleanField(default=True)
    fetch_limit = models.PositiveIntegerField(
        default=DEFAULT_LIMIT,
        validators=[MinValueValidator(1), MaxValueValidator(LARGEST_LIMIT)],
    )
    cursor = models.PositiveBigIntegerField(default=0)
    reached_head = models.BooleanField(default=False)  # once: an audit means something
    missing_since = models.DateTimeField(null=True, blank=True)
    last_synced_at = models.DateTimeField(null=True, blank=True)
    deletions_held_at = models.DateTimeField(null=True, blank=True)
    deletions_accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "integrations_synced_types"
        constraints = [
            models.UniqueConstraint(
                fields=["integration", "kind", "slug"], name="synced_type_unique"
            ),
            models.CheckConstraint(
                name="synced_type_kind", condition=Q(kind__in=Kind.values)
            ),
            models.CheckConstraint(
                name="synced_type_limit_1_to_1000",
                condition=Q(fetch_limit__range=(1, LARGEST_LIMIT)),
            ),
            models.CheckConstraint(
                name="synced_type_cursor_at_least_0", condition=Q(cursor__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}"
