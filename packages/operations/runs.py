"""What a command did is kept: in a row, and in a log file."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError
from django.db import DatabaseError
from django.utils import timezone

from packages.exceptions import PackagesError
from packages.models import Run
from packages.models.run import RunStatus
from packages.operations.folders import own_folder
from packages.operations.interruptions import (
    ignore_signals,
    interruptible,
    signal_of,
)
from packages.operations.log_files import FOLDER, log_file, new_log_file
from packages.processes import is_alive

logger = logging.getLogger(__name__)


@contextmanager
def recorded(command: str) -> Iterator[Run]:
    """
    Give the Run of what the block does. Its counters, steps and status are the block's.

    A Run that nobody gave a status is completed. Whatever goes wrong ends the command
    with a message and an exit code, as a CommandError.
    """
    with interruptible():
        run = _begun(command)
        with log_file(own_folder(FOLDER) / run.log), _ended(run):
            yield run


@contextmanager
def _ended(run: Run) -> Iterator[None]:
    began = time.monotonic()
    try:
        yield
    except BaseException as exc:
        ignore_signals()
        _end(run, _status_of(exc), began, error=_message(exc))
        _raise_for_reader(exc, run)
    else:
        ignore_signals()
        is_told = run.status != RunStatus.RUNNING
        _end(run, RunStatus(run.status) if is_told else RunStatus.COMPLETED, began)


def _begun(command: str) -> Run:
    log = new_log_file(command)
    try:
        close_abandoned()
        return Run.objects.create(command=command, pid=os.getpid(), log=log.name)
    except DatabaseError as exc:
        log.unlink()
        raise CommandError(
            f"The packages' database can't be used: {exc}. If it is new, make it with "
            "`manage.py migrate --database packages`."
        ) from exc


def close_abandoned() -> None:
    """Close what a killed process, or the machine's end, left as running."""
    running = Run.objects.filter(status=RunStatus.RUNNING).values_list("pk", "pid")
    # In a container each command may have the same number.
    gone = [pk for pk, pid in running if pid == os.getpid() or not is_alive(pid)]
    Run.objects.filter(pk__in=gone, status=RunStatus.RUNNING).update(
        status=RunStatus.FAILED,
        finished_at=timezone.now(),
        error="Its process ended without a word: it was killed, or the machine stopped.",
    )


def _end(run: Run, status: RunStatus, began: float, error: str = "") -> None:
    run.status, run.error, run.finished_at = status, error, timezone.now()
    counted = "".join(f", {name} {number}" for name, number in run.counters.items())
    logger.info("%s in %.1f s%s", status.label, time.monotonic() - began, counted)
    if error:
        logger.error("%s", error)
    try:
        run.save()
    except DatabaseError as exc:  # the next command closes it
        logger.error("this isn't written to the database: %s", exc)


def _status_of(exc: BaseException) -> RunStatus:
    is_cancelled = isinstance(exc, KeyboardInterrupt)
    return RunStatus.CANCELLED if is_cancelled else RunStatus.FAILED


def _message(exc: BaseException) -> str:
    if isinstance(exc, KeyboardInterrupt):
        return f"Interrupted by {signal_of(exc).name}."
    if isinstance(exc, PackagesError | CommandError):
        return str(exc)
    return f"{type(exc).__name__}: {exc}"


def _raise_for_reader(exc: BaseException, run: Run) -> None:
    if isinstance(exc, KeyboardInterrupt | CommandError):
        raise exc
    if isinstance(exc, PackagesError):
        raise CommandError(str(exc)) from exc
    logger.error("unexpected", exc_info=exc)
    path = own_folder(FOLDER) / run.log
    raise CommandError(f"{_message(exc)}\n{path} says where.") from exc
