"""Facts that are stored, to the state that is shown: everywhere the same expression."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import QuerySet

from integrations.models import SiteIntegration


class State(models.TextChoices):
    AUTHENTICATING = "authenticating"
    NOT_CONNECTED = "not_connected"
    DISCONNECTED = "disconnected"
    REVOKED = "revoked"
    DEGRADED = "degraded"
    CONNECTED = "connected"
    STALE = "stale"
    READY = "ready"


def with_state(
    integrations: QuerySet[SiteIntegration], now: datetime | None = None
) -> QuerySet[SiteIntegration]:
    """Annotate `.state`; it can be filtered by and counted."""
    raise NotImplementedError


def state_of(integration: SiteIntegration) -> State:
    """Ask the database for the state of one, as it is now."""
    raise NotImplementedError


def sentence_of(state: State) -> str:
    """Say what the state is, and what to do about it."""
    raise NotImplementedError
