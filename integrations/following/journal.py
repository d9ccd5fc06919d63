"""
Is it still the same journal? Our cursors and seqs belong to one life of it.

A restored database, or one whose journal was made anew, counts from another beginning.
One answer is not enough to believe that: it may come from a cache, or from a copy.
"""

from __future__ import annotations

from django.db import transaction

from integrations.events import record
from integrations.following.lease import Lease
from integrations.models import ContentItem, EventType, SiteIntegration
from integrations.status import Status

LONGEST_DOUBT = 100


def believe(integration: SiteIntegration, status: Status, lease: Lease) -> bool:
    """
    Return whether our cursors count in the journal that this status is about.

    The second doubt in a row, for the same reason, makes us read all of it again.
    """
    doubt = _doubt(integration, status)[:LONGEST_DOUBT]
    if not integration.generation:
        _remember(integration, lease, generation=status.generation)
    elif doubt and doubt == integration.doubt:
        _start_again(integration, status, lease)
    elif doubt or integration.doubt:
        _remember(integration, lease, doubt=doubt)
        return not doubt
    return True


def _doubt(integration: SiteIntegration, status: Status) -> str:
    if status.generation != integration.generation:
        return f"generation {status.generation}"
    for type_ in integration.types.order_by("pk"):
        head = status.heads.get((type_.kind, type_.slug))
        if head is not None and head < type_.cursor:
            return f"the journal of {type_.slug} ends before our cursor"
    return ""


def _remember(integration: SiteIntegration, lease: Lease, **fields: str) -> None:
    lease.renew(**fields)
    for name, value in fields.items():
        setattr(integration, name, value)


@transaction.atomic
def _start_again(integration: SiteIntegration, status: Status, lease: Lease) -> None:
    """Let every row of the journal count as news. Nothing is removed."""
    doubt = integration.doubt
    _remember(integration, lease, generation=status.generation, doubt="")
    ContentItem.objects.filter(type__integration=integration).update(seq=0)
    integration.types.update(cursor=0, reached_head=False)
    record(integration, EventType.SYNC, "journal_anew", details={"reason": doubt})
