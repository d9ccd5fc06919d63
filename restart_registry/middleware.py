from __future__ import annotations

import logging
import re
import uuid
from collections.abc import Callable
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from wpclient.deadline import all_within

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
        # It isn't reset afterwards: Django logs what went wrong after the last middleware.
        _request_id.set(request_id)
        response = self.get_response(request)
        response.headers["X-Request-ID"] = request_id
        return response


class DeadlineMiddleware:
    """Ends a request before its client gives up, so that the client still gets an answer."""

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


class NoTracebackFilter(logging.Filter):
    """Logs one line for a request that Django refuses, such as one to another host."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith("django.security."):
            record.exc_info = None
        return True


class LineFormatter(logging.Formatter):
    """Keeps out of the log the person a path names, perhaps by their address."""

    INVITEE = re.compile(r"(?<=/invitees/)[^\n]+", re.I)  # Django escapes line breaks

    def format(self, record: logging.LogRecord) -> str:
        return self.INVITEE.sub("...", super().format(record))


class ApiConventionsMiddleware:
    """
    A trailing slash changes nothing, nobody else's cache keeps an answer, and `Allow`
    names what is allowed.

    A redirect to the form without the slash would lose a POST's body. Composer's files
    have one address each, and are the same for everybody.
    """

    OTHERS = (*PAGES, *settings.PACKAGES_FOLDERS)

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(self.OTHERS):
            return self.get_response(request)
        if len(request.path_info) > 1:
            request.path_info = request.path_info.removesuffix("/")
        response = self.get_response(request)
        if "Allow" in response.headers:  # DRF names OPTIONS, which only CORS answers
            allowed = response.headers["Allow"].split(", ")
            response.headers["Allow"] = ", ".join(m for m in allowed if m != "OPTIONS")
        if "Authorization" in request.headers:
            response.headers["Cache-Control"] = "private, no-cache"
            patch_vary_headers(response, ("Authorization", "Origin"))
        return response


class HeadMiddleware:
    """
    Answers a HEAD as the GET, without its body.

    DRF and Django leave that to the server; gunicorn warns of each body it drops.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "HEAD" and not response.streaming:
            response.headers.setdefault("Content-Length", str(len(response.content)))
            response.content = b""
        return response
