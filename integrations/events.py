from __future__ import annotations

from typing import Any

from integrations.models import EventType, SiteIntegration, SyncEvent

LONGEST_MESSAGE = 500


def record(
    integration: SiteIntegration,
    event_type: EventType,
    action: str,
    *,
    error: str = "",
    **fields: Any,
) -> None:
    """
    Keep what happened, in the transaction of the caller.

    `error` makes it a failure. Other fields are SyncEvent's; `details` must hold no
    title and no secret.
    """
    SyncEvent.objects.create(
        integration=integration,
        event_type=event_type,
        action=action,
        success=not error,
        error_message=error[:LONGEST_MESSAGE],
        **fields,
    )
