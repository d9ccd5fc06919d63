"""
Who may follow a site now: one at a time, for a minute, and again with each page.

A worker that is killed leaves a lease that ends by itself. One that was frozen for longer
finds another one in its place, and writes nothing.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Self

from django.db.models import Q
from django.utils import timezone

from integrations.models import SiteIntegration

DURATION = timedelta(seconds=60)


class LeaseLost(Exception):
    """Somebody else follows this site now."""


@dataclass(frozen=True)
class Lease:
    integration_id: int
    token: uuid.UUID = field(default_factory=uuid.uuid4)

    @classmethod
    def take(cls, integration_id: int, *, only_if: Q | None = None) -> Self | None:
        """Return a lease, or None while somebody else has one or `only_if` isn't so."""
        lease, now = cls(integration_id), timezone.now()
        is_free = Q(leased_until=None) | Q(leased_until__lt=now)
        free = SiteIntegration.objects.filter(is_free, only_if or Q())
        taken = free.filter(pk=integration_id).update(**lease._from(now))
        return lease if taken else None

    def renew(self, **fields: Any) -> None:
        """Have it for another minute, in the transaction of what is written under it."""
        if not self._mine().update(**self._from(timezone.now()), **fields):
            raise LeaseLost

    def release(self, **fields: Any) -> None:
        """End it; if it is somebody else's by now, nothing is written."""
        self._mine().update(lease=None, leased_until=None, **fields)

    def _mine(self) -> Any:
        return SiteIntegration.objects.filter(pk=self.integration_id, lease=self.token)

    def _from(self, now: Any) -> dict[str, Any]:
        return {"lease": self.token, "leased_until": now + DURATION}
