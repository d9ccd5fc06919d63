"""The WSGI application that gunicorn and Zappa serve."""

from __future__ import annotations

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "restart_registry.settings")

application = get_wsgi_application()

if settings.PACKAGES_DATABASE_URL:
    from packages.operations.web_log import write_web_log

    write_web_log()
