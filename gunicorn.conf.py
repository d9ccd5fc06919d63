"""gunicorn's settings, for `make run` and the container alike."""

from __future__ import annotations

import os

bind = f"127.0.0.1:{os.environ.get('API_PORT') or 8000}"
# gthread, but half a request doesn't hold a thread: see there for the seconds.
worker_class = "restart_registry.gunicorn_worker.TimedWorker"
sendfile = False  # it knows nothing of those seconds
# Each process counts wrong passwords for itself, unless a cache is shared by all.
workers = 2 if os.environ.get("CACHE_URL") else 1
threads = 32  # a request mostly waits for WordPress
keepalive = 5  # seconds
graceful_timeout = 10  # seconds; more than WP_READ_TIMEOUT
accesslog = None  # addresses of people are nobody's business
control_socket_disable = True  # one file for all users' gunicorns, and nobody asks it
