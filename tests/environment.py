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
    PACKAGES_DATABASE_URL="sqlite:///:memory:",
    PACKAGES_URL="https://example.org/packages",
    PACKAGES_METADATA_URL="https://cdn.example.org/packages",
    PACKAGES_STORAGE="/nonexistent/packages",  # each test names its own
    PACKAGES_WORDPRESS_ORG_API="http://127.0.0.1:9",
    PACKAGES_WORDPRESS_ORG_DOWNLOADS="https://downloads.wordpress.org",
    PACKAGES_WORDPRESS_ORG_PLUGINS_SVN="http://127.0.0.1:9",
    PACKAGES_WORDPRESS_ORG_THEMES_SVN="http://127.0.0.1:9",
    PACKAGES_WORDPRESS_ORG_RATE="1000",
)
