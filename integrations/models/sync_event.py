from __future__ import annotations

from django.db import models
from django.utils import timezone


class EventType(models.TextChoices):
    CONNECT = "connect"
    KEY = "key"
    STRUCTURE = "structure"
    CHECK = "check"
    SYNC = "sync"
    DELETION = "deletion"
    CHANGE = "change"
    AUDIT = "audit"


class SyncEvent(models.Model):
    """What somebody would look up later. `details` hold no title and no secret."""

    integration = models.ForeignKey(
        "integrations.SiteIntegration", models.PROTECT, related_name="events"
    )
    job = models.ForeignKey(
        "integrations.SyncJob", models.SET_NULL, null=True, blank=True
    )
    event_type = models.CharField(max_length=9, choices=EventType)
    action = models.CharField(max_length=40)
    success = models.BooleanField(default=True)
    kind = models.CharField(max_length=9, default="", blank=True)
    type = models.CharField(max_length=32, default="", blank=True)
    external_id = models.PositiveBigIntegerField(null=True, blank=True)
    details = models.JSONField(default=dict, blank=True)
    error_message = models.CharField(max_length=500, default="", blank=True)
    duration_ms = models.PositiveIntegerField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        db_table = "integrations_sync_events"
        indexes = [
            models.Index(
                fields=["integration", "-created_at"], name="idx_sync_event_newest"
            )
        ]

    def __str__(self) -> str:
        return f"{self.event_type} {self.action}"
