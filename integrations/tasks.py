"""
What Celery's workers do: `celery -A integrations.tasks worker --beat`.

Only for installations with SYNC_BROKER_URL. The tasks call what sync_content calls.
"""

from __future__ import annotations

import logging
import os

import django
from django.apps import apps

if not apps.ready:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "restart_registry.settings")
    django.setup()

from django.utils import timezone  # noqa: E402  # needs the settings

from api.exceptions import DomainError  # noqa: E402
from integrations.exceptions import SiteError  # noqa: E402
from integrations.following import schedule  # noqa: E402
from integrations.following.runs import queue  # noqa: E402
from integrations.following.sync_content import run  # noqa: E402
from integrations.models import SiteIntegration  # noqa: E402

logger = logging.getLogger(__name__)
app = queue.app()


@app.task(name=queue.FOLLOW)  # type: ignore[untyped-decorator]  # Celery has no types
def follow(integration_id: int) -> None:
    """Give one site its turn. Delivered twice, it meets the lease, or isn't due any more."""
    integration = SiteIntegration.objects.select_related("site").get(pk=integration_id)
    is_due = schedule.is_due(timezone.now())
    try:
        run(integration, seconds=queue.TURN_SECONDS, only_if=is_due)
    except (SiteError, DomainError) as exc:
        logger.warning(
            "site %d: %s", integration.site_id, exc
        )  # and it is written down


@app.task(name=queue.ENQUEUE_DUE)  # type: ignore[untyped-decorator]
def enqueue_due() -> None:
    queue.enqueue(*schedule.due(timezone.now()))
