from __future__ import annotations

from django.db import models


class Watermark(models.Model):
    """How far a job has got: the last revision read, the last event counted."""

    name = models.CharField(max_length=50, primary_key=True)
    value = models.PositiveBigIntegerField()
    moved_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"
