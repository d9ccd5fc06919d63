"""Mistakes in the settings, found when the process starts."""

from __future__ import annotations

from ipaddress import ip_network
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register


@register
def check_wordpress_url(**kwargs: Any) -> list[CheckMessage]:
    url = urlsplit(settings.WP_BASE_URL)
    if url.scheme not in ("http", "https") or not url.netloc:
        return [
            Error(
                "WP_BASE_URL is not an http or https address.",
                hint="Write it in full, for example https://example.org.",
                id="wpauth.E001",
            )
        ]
    if url.username or url.password:
        return [
            Error(
                "WP_BASE_URL holds a user name or a password.",
                hint="Set WP_BASIC_AUTH_USER and WP_BASIC_AUTH_PASSWORD instead.",
                id="wpauth.E002",
            )
        ]
    return []


@register
def check_trusted_proxies(**kwargs: Any) -> list[CheckMessage]:
    return [
        Error(
            f"TRUSTED_PROXIES names {proxy!r}, which is no address or network.",
            hint="Write for example 10.0.0.7 or 10.0.0.0/8.",
            id="wpauth.E003",
        )
        for proxy in settings.TRUSTED_PROXIES
        if not _is_network(proxy)
    ]


@register
def check_service_account(**kwargs: Any) -> list[CheckMessage]:
    if settings.WP_BASIC_AUTH_USER and settings.WP_BASIC_AUTH_PASSWORD:
        return []
    return [
        Warning(
            "There is no service account: the Django admin will be read-only, and "
            "what it changes can't be told to WordPress.",
            hint="Set WP_BASIC_AUTH_USER and WP_BASIC_AUTH_PASSWORD.",
            id="wpauth.W001",
        )
    ]


def _is_network(text: str) -> bool:
    try:
        ip_network(text, strict=False)
    except ValueError:
        return False
    return True
