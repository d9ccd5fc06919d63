"""How packages do, in a line for the front page of the admin."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from django.db import DatabaseError

from packages.deployment.current import current_manifest
from packages.models import Run
from packages.models.run import RunStatus
from packages.pages.html.times import ago

logger = logging.getLogger(__name__)

WORKED = (RunStatus.COMPLETED, RunStatus.COMPLETED_WITH_ERRORS)


def packages_now() -> dict[str, Any]:
    """Return the last build and the last failure; the page comes whatever is wrong."""
    build = current_manifest()
    now: dict[str, Any] = {
        "build": build,
        "built": ago(datetime.fromisoformat(build.finished_at)) if build else "",
        "is_held": build is not None and build.rollback_of != "",
    }
    try:
        return now | _last_failure()
    except DatabaseError as exc:
        logger.warning("the database of packages failed: %s", exc)
        return now | {"is_away": True}


def _last_failure() -> dict[str, Any]:
    failed = Run.objects.filter(status=RunStatus.FAILED).order_by("-pk").first()
    if not failed:
        return {}
    later = Run.objects.filter(command=failed.command, pk__gt=failed.pk)
    return {
        "failure": failed,
        "failed": ago(failed.finished_at or failed.started_at),
        "works_again": later.filter(status__in=WORKED).exists(),
    }
