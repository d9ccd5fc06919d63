"""Middleware of pages for people, which a call of the API passes by."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib.auth import middleware as auth
from django.contrib.messages import middleware as messages
from django.contrib.sessions import middleware as sessions
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware import csrf
from django.utils.deprecation import MiddlewareMixin

from restart_registry.middleware import PAGES


class OnPages(MiddlewareMixin):
    def __call__(self, request: HttpRequest) -> Any:
        if request.path_info.startswith(PAGES):
            return super().__call__(request)
        return self.get_response(request)


class SessionMiddleware(OnPages, sessions.SessionMiddleware): ...


class CsrfViewMiddleware(OnPages, csrf.CsrfViewMiddleware): ...


class AuthenticationMiddleware(OnPages, auth.AuthenticationMiddleware): ...


class MessageMiddleware(OnPages, messages.MessageMiddleware): ...


class StaticFilesMiddleware:
    """WhiteNoise, which looks through all its files when it is made."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Any:
        if request.path_info.startswith(settings.STATIC_URL):
            return self.whitenoise(request)
        return self.get_response(request)

    @cached_property
    def whitenoise(self) -> Any:
        from whitenoise.middleware import WhiteNoiseMiddleware

        return WhiteNoiseMiddleware(self.get_response)
