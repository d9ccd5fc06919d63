from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class BuildStatus(models.TextChoices):
    RUNNING = "running"
    COMPLETED = "completed"
    FAILED = "failed"


class Build(models.Model):
    """A folder of the repository's files, as they were at one moment."""

    id = models.CharField(max_length=15, primary_key=True)  # 20260102-030405, UTC
    run = models.ForeignKey(
        "packages.Run", models.SET_NULL, null=True, blank=True, related_name="builds"
    )
    status = models.CharField(
        max_length=9, choices=BuildStatus, default=BuildStatus.RUNNING
    )
    pid = models.PositiveIntegerField()
    partial = models.BooleanField(default=False)  # of some packages: to look at only
    packages = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    removed = models.PositiveIntegerField(default=0)
    files = models.PositiveIntegerField(default=0)
    bytes = models.PositiveBigIntegerField(default=0)
    root_hash = models.CharField(max_length=64, default="", blank=True)
    snapshot_run = models.PositiveBigIntegerField(null=True, blank=True)
    seconds = models.FloatField(default=0)
    promoted_at = models.DateTimeField(null=True, blank=True)
    uploaded_at = models.DateTimeField(null=True, blank=True)
    rollback_of = models.CharField(
        max_length=15, default="", blank=True
    )  # a build's id

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=BuildStatus.values), name="packages_build_status"
            ),
            models.CheckConstraint(
                condition=Q(promoted_at=None) | Q(partial=False),
                name="packages_build_partial_is_never_promoted",
            ),
        ]
        indexes = [
            models.Index(F("promoted_at").desc(), name="packages_build_promoted")
        ]

    def __str__(self) -> str:
        return self.id
