"""`POST downloads`: Composer tells us what it has installed."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import orjson
from django.core.cache import caches
from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.utils import timezone
from django.utils.crypto import salted_hmac

from packages.pages.installs import Caller, Install, store
from packages.pages.views import RepositoryView, answer
from wpauth.addresses import client_address, household

logger = logging.getLogger(__name__)

MOST_ENTRIES = 100  # of a request
PER_MINUTE = 60  # requests of one caller
MINUTE = 60  # seconds


class DownloadsView(RepositoryView):
    """The answer is always the same: nobody's installation fails because of a count."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        address = household(client_address(request))
        installs = list(_told(request))
        if installs and _may_count(address):
            agent = request.headers.get("User-Agent", "")
            _count(installs, Caller(address, agent))
        return answer({"status": "ok"}, cached="no-store")


def _told(request: HttpRequest) -> Iterator[Install]:
    """Yield what can be read of a body; anybody may send anything."""
    try:
        body = orjson.loads(request.body)
    except (RequestDataTooBig, UnreadablePostError, orjson.JSONDecodeError):
        return
    entries = body.get("downloads") if isinstance(body, dict) else None
    for entry in entries[:MOST_ENTRIES] if isinstance(entries, list) else ():
        match entry:
            case {"name": str(name), "version": str(version)}:
                yield Install(name, version)


def _may_count(address: str) -> bool:
    """Count a request, and tell whether its caller has sent few enough."""
    digest = salted_hmac("packages.downloads caller", address, algorithm="sha256")
    key, counts = f"downloads:{digest.hexdigest()}", caches["counts"]
    counts.add(key, 0, MINUTE)
    try:
        return counts.incr(key) <= PER_MINUTE
    except ValueError:  # it expired in between
        return True


def _count(installs: list[Install], caller: Caller) -> None:
    try:
        store(installs, caller, timezone.now())
    except DatabaseError as exc:
        logger.warning("installations weren't counted: %s", exc)
