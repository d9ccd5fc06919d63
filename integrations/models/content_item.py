from __future__ import annotations

from django.db import models
from django.db.models import Q


class ContentItemQuerySet(models.QuerySet["ContentItem"]):
    def live(self) -> ContentItemQuerySet:
        return self.filter(deleted_at=None)


class ContentItem(models.Model):
    """
    The copy of a post or a term; with `deleted_at` its tombstone, which has no words.

    `checksum` is the number that the first 8 hex digits of a SHA-256 make:
    following/checksums.py.
    """

    type = models.ForeignKey(
        "integrations.SyncedType", models.PROTECT, related_name="items"
    )
    external_id = models.PositiveBigIntegerField()
    seq = models.PositiveBigIntegerField()
    status = models.CharField(max_length=20, default="", blank=True)
    title = models.CharField(max_length=500, null=True, blank=True)
    slug = models.CharField(max_length=200, null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    modified_at = models.DateTimeField(null=True, blank=True)
    checksum = models.PositiveBigIntegerField(default=0)
    deleted_at = models.DateTimeField(null=True, blank=True)
    synced_at = models.DateTimeField()

    objects = ContentItemQuerySet.as_manager()

    class Meta:
        db_table = "integrations_content_items"
        indexes = [
            models.Index(
                fields=["type", "external_id", "checksum"],
                name="idx_content_live",
                condition=Q(deleted_at=None),
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["type", "external_id"], name="content_item_unique"
            ),
            models.CheckConstraint(
                name="content_item_deleted_without_words",
                condition=Q(deleted_at=None) | Q(title=None, slug=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.external_id} ({self.status})"
