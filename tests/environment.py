"""The environment that tests run in; pytest loads it before Django's settings.

Each variable is set outright, so that neither a developer's `.env` nor their shell changes a test.
"""

from __future__ import annotations

import os

os.environ.update(
    SECRET_KEY="only-for-tests-" + "x" * 50,
    DEBUG="False",
    ALLOWED_HOSTS="testserver,localhost,127.0.0.1",
    CSRF_TRUSTED_ORIGINS="",
    SECURE_COOKIES="False",
    LOG_LEVEL="DEBUG",
    WP_BASE_URL="http://wordpress.test",
    WP_AUTH_CACHE_TTL="300",
    WP_CONNECT_TIMEOUT="1",
    WP_READ_TIMEOUT="2",
    WP_BASIC_AUTH_USER="restart-api",
    WP_BASIC_AUTH_PASSWORD="service password",
    API_KEYS="",
    TRUSTED_PROXIES="",
    CORS_ALLOWED_ORIGINS="http://wordpress.test",
    DATABASE_URL="sqlite:///:memory:",
    CACHE_URL="locmemcache://",
)
