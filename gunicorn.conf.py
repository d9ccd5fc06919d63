"""gunicorn's settings, for `make run` and the container alike."""

from __future__ import annotations

import os

bind = f"127.0.0.1:{os.environ.get('API_PORT') or 8000}"
# gthread, in which half a request doesn't hold a thread; the seconds are set there.
worker_class = "restart_registry.gunicorn_worker.TimedWorker"
sendfile = False  # it would bypass these deadlines
# Each process counts wrong passwords for itself, unless all share a cache.
workers = 2 if os.environ.get("CACHE_URL") else 1
threads = 32  # a request mostly waits for WordPress
keepalive = 5  # seconds
graceful_timeout = 25  # seconds; a request takes 20 at most
accesslog = None  # people's addresses don't belong in a log
control_socket_disable = True  # one file for all users' gunicorns, and nobody asks it
