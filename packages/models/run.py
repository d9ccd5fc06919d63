from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class RunStatus(models.TextChoices):
    RUNNING = "running"
    COMPLETED = "completed"
    COMPLETED_WITH_ERRORS = "completed_with_errors"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Run(models.Model):
    """A command that was started, and what came of it."""

    command = models.CharField(max_length=50)
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    status = models.CharField(
        max_length=21, choices=RunStatus, default=RunStatus.RUNNING
    )
    pid = models.PositiveIntegerField()
    counters = models.JSONField(default=dict)  # what was counted → number
    steps = models.JSONField(
        default=list
    )  # [{"name", "seconds", "status"}] of a pipeline
    error = models.TextField(default="", blank=True)
    log = models.CharField(max_length=100, default="", blank=True)  # name of the file

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=RunStatus.values), name="packages_run_status"
            )
        ]
        indexes = [
            models.Index("command", F("started_at").desc(), name="packages_run_last"),
            models.Index("status", name="packages_run_by_status"),
        ]

    def __str__(self) -> str:
        return f"{self.command} of {self.started_at:%Y-%m-%d %H:%M:%S}"
