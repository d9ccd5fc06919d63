"""
Settings for every environment; what differs is read from environment variables.

Each variable is described in docs/settings.md, in the order used here.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

import environ

from restart_registry import __version__
from restart_registry.database.configuration import (
    database_settings,
    packages_database_settings,
)

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")  # absent on Lambda; real variables win

# Core: a variable with no default stops the process at start-up, by name.
SECRET_KEY = env.str("SECRET_KEY")
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", str.strip, default=[])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", str.strip, default=[])
SECURE_COOKIES = env.bool("SECURE_COOKIES", default=True)
HSTS_SECONDS = env.int("HSTS_SECONDS", default=0)
LOG_LEVEL = env.str("LOG_LEVEL", default="INFO")

# WordPress
WP_BASE_URL = env.str("WP_BASE_URL").rstrip("/")
WP_AUTH_CACHE_TTL = env.int("WP_AUTH_CACHE_TTL", default=300)  # seconds
WP_CONNECT_TIMEOUT = env.float("WP_CONNECT_TIMEOUT", default=3.0)  # seconds
# Seconds, well below the 29 s after which API Gateway gives up on Lambda.
WP_READ_TIMEOUT = env.float("WP_READ_TIMEOUT", default=8.0)
WP_BASIC_AUTH_USER = env.str("WP_BASIC_AUTH_USER", default="")
WP_BASIC_AUTH_PASSWORD = env.str("WP_BASIC_AUTH_PASSWORD", default="")

# Who may call
API_KEYS = env.list("API_KEYS", str.strip, default=[])
TRUSTED_PROXIES = env.list("TRUSTED_PROXIES", str.strip, default=[])
CORS_ALLOWED_ORIGINS = env.list(
    "CORS_ALLOWED_ORIGINS",
    str.strip,
    default=["{0.scheme}://{0.netloc}".format(urlsplit(WP_BASE_URL))],
)
CORS_ALLOW_HEADERS = [
    "authorization",
    "content-type",
    "x-api-key",
    "x-request-id",
    "x-undo-token",
    "idempotency-key",
    "if-match",
    "if-none-match",
]
CORS_EXPOSE_HEADERS = [
    "ETag",
    "Retry-After",
    "X-Request-ID",
    "Idempotent-Replayed",
    "X-WP-Total",
    "X-WP-TotalPages",
]

# Stores
SHARED_COUNTS = os.environ.get("SHARED_COUNTS")  # gunicorn.conf.py sets it, nobody else
DATABASES = {
    "default": database_settings(
        env.str("DATABASE_URL"), journal=env.str("SQLITE_JOURNAL", default="DELETE")
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite"):
    # DRF would load psycopg for its fields, which takes as long as half of Django.
    sys.modules.setdefault("django.contrib.postgres", None)  # type: ignore[arg-type]  # None: not to be had
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://")}
CACHES["default"].setdefault("OPTIONS", {})
if CACHES["default"]["BACKEND"].endswith("LocMemCache"):
    CACHES["default"]["OPTIONS"].setdefault("MAX_ENTRIES", 10_000)
elif CACHES["default"]["BACKEND"].endswith("redis.RedisCache"):
    CACHES["default"]["BACKEND"] = "restart_registry.caches.redis_cache.RedisCache"
# Wrong passwords are counted for all processes together. The other cache may be each
# process's own.
CACHES["counts"] = CACHES["default"]
if CACHES["default"]["BACKEND"].endswith("LocMemCache") and SHARED_COUNTS:
    CACHES["counts"] = {
        "BACKEND": "restart_registry.caches.shared_counts.SharedCounts",
        "LOCATION": SHARED_COUNTS,
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }

# The house
INSTALLED_APPS = [
    "restart_registry",  # first: its templates come before the admin's own
    "restart_registry.admin.config.SupportAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "corsheaders",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "wpauth.apps.WpauthConfig",
    "registries",
    "items",
]
MIDDLEWARE = [
    "restart_registry.middleware.RequestIdMiddleware",
    "restart_registry.middleware.DeadlineMiddleware",
    "restart_registry.middleware.HeadMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "restart_registry.pages.StaticFilesMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "restart_registry.middleware.ApiConventionsMiddleware",
    "wpauth.api_keys.ApiKeyMiddleware",
    "restart_registry.pages.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "restart_registry.pages.CsrfViewMiddleware",
    "restart_registry.pages.AuthenticationMiddleware",
    "wpauth.staff.roles.StaffRoleMiddleware",
    "restart_registry.pages.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
ROOT_URLCONF = "restart_registry.urls"
APPEND_SLASH = False  # a redirect loses a POST's body; both forms are answered
# For one request, with all that WordPress is asked. API Gateway ends at 29 s, our plugin's
# client at 25.
REQUEST_SECONDS = 20
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000  # bytes; a larger body is a 413
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STORAGES = {
    "staticfiles": {"BACKEND": "restart_registry.storage.StagePrefixStaticStorage"}
}
LANGUAGE_CODE = "en"
USE_TZ = True
TIME_ZONE = "UTC"

# The Django admin, for support staff
AUTHENTICATION_BACKENDS = ["wpauth.staff.backends.WordPressStaffBackend"]
SESSION_COOKIE_AGE = 8 * 60 * 60  # seconds
SESSION_COOKIE_SECURE = SECURE_COOKIES
CSRF_COOKIE_SECURE = SECURE_COOKIES
SECURE_HSTS_SECONDS = HSTS_SECONDS
# What `manage.py check --deploy` would say of decisions made on purpose.
SILENCED_SYSTEM_CHECKS = [
    "security.W003",  # CSRF is checked on pages: restart_registry/pages.py
    "security.W004",  # HSTS is the operator's choice: it holds for all of the host name
    "security.W005",  # and other sites' subdomains are none of ours,
    "security.W021",  # nor is a list in browsers, which hardly forgets
    "security.W008",  # the front server ends https; a redirected caller has sent a password
]
LOGIN_REDIRECT_URL = "admin:index"  # also when the address to go on to is refused

# Packages: nothing of the app is imported, and no other setting read, unless it is on.
PACKAGES_DATABASE_URL = env.str("PACKAGES_DATABASE_URL", default="")
PACKAGES_FOLDERS: tuple[str, ...] = ()  # what is below them has Composer's conventions
if PACKAGES_DATABASE_URL:
    PACKAGES_FOLDERS = ("/packages/",)
    CORS_URLS_REGEX = r"^(?!/packages/)"  # no script of another site's reads these
    INSTALLED_APPS.append("packages")
    DATABASES["packages"] = packages_database_settings(PACKAGES_DATABASE_URL)
    DATABASE_ROUTERS = ["packages.router.PackagesRouter"]
    PACKAGES_URL = env.str("PACKAGES_URL", default="")
    PACKAGES_METADATA_URL = env.str("PACKAGES_METADATA_URL", default=PACKAGES_URL)
    PACKAGES_STORAGE = env.str(
        "PACKAGES_STORAGE",
        default=str(Path(DATABASES["packages"]["NAME"]).parent / "storage"),
    )
    PACKAGES_WORDPRESS_ORG_API = env.str(
        "PACKAGES_WORDPRESS_ORG_API", default="https://api.wordpress.org"
    )
    PACKAGES_WORDPRESS_ORG_DOWNLOADS = env.str(
        "PACKAGES_WORDPRESS_ORG_DOWNLOADS", default="https://downloads.wordpress.org"
    )
    PACKAGES_WORDPRESS_ORG_PLUGINS_SVN = env.str(
        "PACKAGES_WORDPRESS_ORG_PLUGINS_SVN",
        default="https://plugins.svn.wordpress.org",
    )
    PACKAGES_WORDPRESS_ORG_THEMES_SVN = env.str(
        "PACKAGES_WORDPRESS_ORG_THEMES_SVN", default="https://themes.svn.wordpress.org"
    )
    # Requests a second, of all processes of the machine together.
    PACKAGES_WORDPRESS_ORG_RATE = env.int("PACKAGES_WORDPRESS_ORG_RATE", default=20)

REST_FRAMEWORK = {
    # Sessions are for the admin only: a cookie must never authorise an API call.
    "DEFAULT_AUTHENTICATION_CLASSES": ["wpauth.authentication.WordPressAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "api.strict_json.AlwaysJSON",
    "DEFAULT_PARSER_CLASSES": ["api.strict_json.StrictJSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["api.strict_json.OrjsonRenderer"],
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_SCHEMA_CLASS": "restart_registry.openapi.schema.ContractSchema",
    "EXCEPTION_HANDLER": "restart_registry.errors.exception_handler",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Restart Registry API",
    "DESCRIPTION": "The gifts of a registry that lives in WordPress.",
    "VERSION": __version__,
    "OAS_VERSION": "3.1.0",
    "SERVE_AUTHENTICATION": [],
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SCHEMA_COERCE_PATH_PK": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "POSTPROCESSING_HOOKS": [],
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "request_id": {"()": "restart_registry.middleware.RequestIdFilter"},
        "no_traceback": {"()": "restart_registry.middleware.NoTracebackFilter"},
    },
    "formatters": {
        "line": {
            "()": "restart_registry.middleware.LineFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s [%(request_id)s] %(message)s",
        }
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["request_id", "no_traceback"],
            "formatter": "line",
        }
    },
    "loggers": {
        # A 4xx is the caller's business, and its path may hold somebody's address.
        "django.request": {"level": "ERROR"},
        # On Lambda: one line for each request, with the caller's address and the path.
        "zappa.wsgi": {"level": "WARNING"},
        # When it asks again it names all that it asks for, such as a person to invite.
        "urllib3.connectionpool": {
            "level": LOG_LEVEL if LOG_LEVEL == "DEBUG" else "ERROR"
        },
    },
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
}
