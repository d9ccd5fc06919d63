"""
The regular jobs, as EventBridge starts them on Lambda (stage `ops` of zappa_settings.json).

Zappa calls a function again, with fewer arguments, when it raises a TypeError, and Lambda
does when it raises anything: each job may run twice.
"""

from __future__ import annotations

import logging
from typing import Any

from django.core.management import call_command

from restart_registry.database.sqlite_file import database_file

logger = logging.getLogger(__name__)


def sync_item_ids(event: Any, context: Any) -> None:
    _run("sync_item_ids")


def backup_db(event: Any, context: Any) -> None:
    if database_file() is None:
        logger.info("backup_db is for SQLite; pg_dump backs up PostgreSQL")
        return
    _run("backup_db")


def purge_idempotency_keys(event: Any, context: Any) -> None:
    _run("purge_idempotency_keys")


def clearsessions(event: Any, context: Any) -> None:
    _run("clearsessions")


def check_drift(event: Any, context: Any) -> None:
    _run("check_drift")


def _run(command: str) -> None:
    try:
        call_command(command)
    except Exception as exc:
        logger.error("the scheduled job %s failed: %s", command, exc)
        raise  # Lambda counts it among the function's errors
