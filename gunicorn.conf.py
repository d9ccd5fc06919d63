"""gunicorn's settings, for `make run` and the container alike."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from typing import Any

bind = f"127.0.0.1:{os.environ.get('API_PORT') or 8000}"
# gthread, in which half a request doesn't hold a thread; the seconds are set there.
worker_class = "restart_registry.gunicorn_worker.TimedWorker"
sendfile = False  # it would bypass these deadlines
# Threads of one process get in each other's way: with 32 on two cores it does half as much
# as with one core. WEB_CONCURRENCY is gunicorn's own name for another number.
workers = int(os.environ.get("WEB_CONCURRENCY") or len(os.sched_getaffinity(0)))
threads = 16  # most of them wait for WordPress; two of them never do
keepalive = 5  # seconds
graceful_timeout = 25  # seconds; a request takes 20 at most
accesslog = None  # people's addresses don't belong in a log
control_socket_disable = True  # one file for all users' gunicorns, and nobody asks it


def on_starting(server: Any) -> None:
    """Make the folder in which all processes count wrong passwords (settings.py)."""
    folder = os.environ["SHARED_COUNTS"] = tempfile.mkdtemp(prefix="restart-registry-")
    # Else systemd-tmpfiles deletes it when nobody has had to log in for ten days.
    fcntl.flock(os.open(folder, os.O_RDONLY), fcntl.LOCK_EX)


def on_exit(server: Any) -> None:
    shutil.rmtree(os.environ["SHARED_COUNTS"], ignore_errors=True)
