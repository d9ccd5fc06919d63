from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class StatusAction(models.TextChoices):
    CLOSED = "closed"
    CLOSED_FOR_GOOD = "closed_for_good"
    GONE = "gone"
    REOPENED = "reopened"


class StatusChange(models.Model):
    """A package was closed, was opened again or went. It is kept for ever."""

    package = models.ForeignKey(
        "packages.Package", models.CASCADE, related_name="status_changes"
    )
    action = models.CharField(max_length=15, choices=StatusAction)
    at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=200, default="", blank=True)
    run = models.ForeignKey(
        "packages.Run", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(action__in=StatusAction.values),
                name="packages_status_action",
            )
        ]
        indexes = [models.Index(F("at").desc(), name="packages_status_at")]

    def __str__(self) -> str:
        return f"{self.package} {self.action}"
