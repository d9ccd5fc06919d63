"""
The queue of Celery, for installations that have a broker.

Celery is imported here and in tasks.py, and only where SYNC_BROKER_URL names one.
"""

from __future__ import annotations

import logging
from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from celery import Celery

FOLLOW = "integrations.follow"
ENQUEUE_DUE = "integrations.enqueue_due"
TURN_SECONDS = 50  # of a task, so that it ends by itself
SOFT_LIMIT = 60  # seconds
# A worker that was killed has answered for nothing: its task is delivered again then.
VISIBILITY_SECONDS = 120
BEAT_SECONDS = 10
CONNECT_SECONDS = 3  # somebody waits for an answer
EXPIRES = 60  # seconds; until then a site was queued again
logger = logging.getLogger(__name__)


@cache
def app() -> Celery:
    from celery import Celery

    app = Celery("restart_registry", broker=settings.SYNC_BROKER_URL)
    app.conf.update(
        imports=["integrations.tasks"],
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        task_ignore_result=True,
        task_soft_time_limit=SOFT_LIMIT,
        worker_prefetch_multiplier=1,
        broker_connection_retry_on_startup=True,
        broker_connection_timeout=CONNECT_SECONDS,
        broker_transport_options={"visibility_timeout": VISIBILITY_SECONDS},
        beat_schedule={
            "due sites": {
                "task": ENQUEUE_DUE,
                "schedule": BEAT_SECONDS,
                "options": {"expires": BEAT_SECONDS},
            }
        },
    )
    return app


def enqueue(*integration_ids: int) -> None:
    """
    Let a worker follow these sites soon; one that is queued twice meets the lease.

    While the broker is down nothing is lost: what is due stays due.
    """
    from kombu.exceptions import OperationalError

    try:
        for integration_id in integration_ids:
            app().send_task(FOLLOW, [integration_id], expires=EXPIRES, retry=False)
    except OperationalError as exc:
        logger.error("the broker of SYNC_BROKER_URL can't be reached: %s", exc)
