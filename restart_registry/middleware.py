from __future__ import annotations

import logging
import re
import uuid
from collections.abc import Callable
from contextlib import suppress
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from wpauth.deadline import all_within

GetResponse = Callable[[HttpRequest], HttpResponse]

PAGES = ("/admin/", settings.STATIC_URL)  # for people: Django's own conventions

_request_id: ContextVar[str] = ContextVar("request_id", default="-")


class RequestIdMiddleware:
    """Gives every answer an X-Request-ID: the caller's, if it sent a sane one."""

    SANE = re.compile(r"[A-Za-z0-9._-]{1,128}")

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        sent = request.headers.get("X-Request-ID", "")
        request_id = sent if self.SANE.fullmatch(sent) else uuid.uuid4().hex
        # Not reset afterwards: Django logs what went wrong after the last middleware.
        _request_id.set(request_id)
        response = self.get_response(request)
        response.headers["X-Request-ID"] = request_id
        return response


class DeadlineMiddleware:
    """Ends what a client would no longer wait for, while it can still be told."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(PAGES):
            return self.get_response(request)
        with all_within(settings.REQUEST_SECONDS):
            return self.get_response(request)


class RequestIdFilter(logging.Filter):
    """Puts the id of the request that is being answered into every line."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = _request_id.get()
        return True


class LineFormatter(logging.Formatter):
    """Keeps out of the log whom a path names: it may be somebody's address."""

    INVITEE = re.compile(r"(?<=/invitees/)\S[^\n]*")  # Django escapes line breaks

    def format(self, record: logging.LogRecord) -> str:
        return self.INVITEE.sub("...", super().format(record))


class UnreadBodyMiddleware:
    """
    Reads what was left of a request's body, so that the client gets its answer.

    A connection that is closed with bytes unread is reset: a client that still sends
    a body that is too large, or not his to send, would hear that and not our 413.
    """

    MOST = 20_000_000  # bytes; who sends more is cut off

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        left = self.MOST
        with suppress(OSError):  # the client has gone
            while left > 0 and (chunk := request.read(65_536)):
                left -= len(chunk)
        return response


class ApiConventionsMiddleware:
    """
    A trailing slash changes nothing, and nobody else's cache keeps an answer.

    A redirect to the form without the slash would lose a POST's body.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(PAGES):
            return self.get_response(request)
        if len(request.path_info) > 1:
            request.path_info = request.path_info.removesuffix("/")
        response = self.get_response(request)
        if "Authorization" in request.headers:
            response.headers["Cache-Control"] = "private, no-cache"
            patch_vary_headers(response, ("Authorization", "Origin"))
        return response
