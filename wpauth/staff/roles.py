"""Is somebody who is logged in to the Django admin still an administrator?"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.models import AbstractBaseUser
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from wpauth.verification import ADMINISTRATOR_TTL
from wpclient.client import get_client
from wpclient.credentials import service_account
from wpclient.exceptions import BadAnswer, NoSuchPost, WordPressError

logger = logging.getLogger(__name__)

RETRY_AFTER_OUTAGE = 15  # seconds until WordPress is asked again


class StaffRoleMiddleware:
    """
    Asks WordPress for the role every WP_AUTH_CACHE_TTL seconds, and at least every minute.

    Anyone who lost it is logged out; while WordPress can't tell, the session is read-only.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith("/admin/") and request.user.is_authenticated:
            match is_staff(request.user.pk):
                case False:
                    logout(request)
                case None:
                    request.staff_is_read_only = True  # type: ignore[attr-defined]  # ours
        return self.get_response(request)


def is_read_only(request: HttpRequest) -> bool:
    return getattr(request, "staff_is_read_only", False)


def confirm_staff(user_id: int) -> None:
    ttl = min(settings.WP_AUTH_CACHE_TTL, ADMINISTRATOR_TTL)
    cache.set(_key(user_id), True, ttl)


def is_staff(user_id: int) -> bool | None:
    """Return whether WordPress's user is an administrator, or None if it can't tell."""
    known = cache.get(_key(user_id))
    if known is True:
        return True
    if known == "unknown":
        return None
    try:
        answer = _ask(user_id)
    except WordPressError as exc:
        logger.warning("the role of staff member %s is not known: %s", user_id, exc)
        cache.set(_key(user_id), "unknown", RETRY_AFTER_OUTAGE)
        return None
    if answer:
        confirm_staff(user_id)
    return answer


def _ask(user_id: int) -> bool:
    path = f"/restart-registry/v1/staff/{user_id}"
    try:
        answer = get_client().get(path, service_account()).data
    except NoSuchPost:
        return False  # the account was deleted
    is_admin = answer.get("is_admin") if isinstance(answer, dict) else None
    if not isinstance(is_admin, bool):
        raise BadAnswer(f"GET {path}: no is_admin")
    return is_admin


def end_session_in_time(
    request: HttpRequest, user: AbstractBaseUser, **signal: Any
) -> None:
    """Let a session end 8 hours after the login, however busy it is."""
    age = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    request.session.set_expiry(timezone.now() + age)


def _key(user_id: int) -> str:
    return f"staff:{user_id}"
