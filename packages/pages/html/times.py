from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.timesince import timesince

MINUTE = timedelta(minutes=1)


def ago(moment: datetime) -> str:
    """Say how long ago something was, roughly."""
    now = timezone.now()
    return (
        "just now"
        if now - moment < MINUTE
        else f"{timesince(moment, now, depth=1)} ago"
    )
