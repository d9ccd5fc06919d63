from __future__ import annotations

from typing import Any

from integrations.models import SiteIntegration
from integrations.rest.shapes import IntegrationShape, KeyShape, LastJobShape
from integrations.state import State, sentence_of, with_state

INTEGRATION, KEY, JOB = IntegrationShape(), KeyShape(), LastJobShape()


def status_of(integration: SiteIntegration) -> dict[str, Any]:
    """Return what a StatusShape promises, as it is now."""
    rows = SiteIntegration.objects.select_related("site").filter(pk=integration.pk)
    now = with_state(rows).get()
    shown: dict[str, Any] = INTEGRATION.to_representation(now)
    keys = now.site.keys.live().order_by("-pk")
    last_job = now.jobs.order_by("-started_at", "-pk").first()
    return {
        **shown,
        "sentence": sentence_of(State(shown["state"])),
        "checks": now.checks,
        "keys": [KEY.to_representation(key) for key in keys],
        "last_job": last_job and JOB.to_representation(last_job),
    }
