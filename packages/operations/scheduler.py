"""A server and regular jobs under one roof, for a machine without systemd or the like."""

from __future__ import annotations

import logging
import os
import signal
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from types import FrameType

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger
from django.conf import settings

from packages.exceptions import PackagesError
from packages.operations.children import Children
from packages.operations.interruptions import SIGNALS
from packages.operations.timetable import Job

GRACE = 28  # seconds; gunicorn.conf.py gives requests 25 of them
PAUSE = 0.1  # seconds between two looks

logger = logging.getLogger(__name__)


def supervise(server: Sequence[str], jobs: Sequence[Job]) -> None:
    """
    Run the server, and the jobs when it is their time, until a signal comes.

    Raise PackagesError if the server ends by itself. No process is left, either way.
    """
    is_told = _Signalled()
    children = Children()
    web = children.start(server)
    scheduler = _scheduler(children, jobs)
    scheduler.start()
    try:
        while web and web.poll() is None and not is_told:
            time.sleep(PAUSE)
    finally:
        scheduler.shutdown(wait=False)
        children.end(GRACE)
    if web and not is_told:
        raise PackagesError(
            f"gunicorn ended by itself, with {web.returncode}; above it says why. All jobs "
            "were ended as well."
        )


class _Signalled:
    """Is true once a signal came. An Event could be locked by the one whom a signal interrupts."""

    def __init__(self) -> None:
        self._came = False
        for number in (
            *SIGNALS,
            signal.SIGHUP,
        ):  # the last one: its terminal was closed
            if signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, self._note)

    def _note(self, number: int, frame: FrameType | None) -> None:
        self._came = True

    def __bool__(self) -> bool:
        return self._came


def _scheduler(children: Children, jobs: Sequence[Job]) -> BackgroundScheduler:
    scheduler = BackgroundScheduler(timezone=UTC)
    now = datetime.now(UTC)
    for job in jobs:
        scheduler.add_job(
            _run,
            IntervalTrigger(seconds=job.every, jitter=job.jitter, timezone=UTC),
            args=(children, job),
            id=job.name,
            next_run_time=now + timedelta(seconds=job.first),
            # A job that takes longer than its interval is run once after it, not twice.
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
    return scheduler


def _run(children: Children, job: Job) -> None:
    manage = str(settings.BASE_DIR / "manage.py")
    code = children.run([sys.executable, manage, *job.command])
    if code in (0, os.EX_TEMPFAIL):  # 75: another one was at work
        logger.info("%s ended with %s", job.name, code)
    elif code is not None:
        logger.error("%s failed with %s; its log says why", job.name, code)
