from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone


class JobKind(models.TextChoices):
    CONTENT = "content"
    AUDIT = "audit"


class JobState(models.TextChoices):
    RUNNING = (
        "running"  # or waiting for its next turn: `position` says where it goes on
    )
    COMPLETED = "completed"
    FAILED = "failed"


class SyncJob(models.Model):
    """A run over one site, perhaps in several turns; it goes on where it stopped."""

    integration = models.ForeignKey(
        "integrations.SiteIntegration", models.PROTECT, related_name="jobs"
    )
    kind = models.CharField(max_length=7, choices=JobKind)
    asked_by = models.PositiveBigIntegerField(null=True, blank=True)  # hub user id
    state = models.CharField(max_length=9, choices=JobState, default=JobState.RUNNING)
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    deleted = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    missing_here = models.PositiveIntegerField(default=0)
    missing_there = models.PositiveIntegerField(default=0)
    different = models.PositiveIntegerField(default=0)
    position = models.JSONField(default=dict, blank=True)
    error = models.CharField(max_length=500, default="", blank=True)

    class Meta:
        db_table = "integrations_sync_jobs"
        indexes = [
            models.Index(
                fields=["integration", "-started_at"], name="idx_sync_job_newest"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["integration", "kind"],
                name="sync_job_one_unfinished",
                condition=Q(finished_at=None),
            ),
            models.CheckConstraint(
                name="sync_job_running_is_unfinished",
                condition=Q(state="running", finished_at=None)
                | (~Q(state="running") & Q(finished_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} job {self.pk}"
