"""
How often somebody may call within a minute, counted for all processes together.

DRF's own classes read a list, then write it: of two who do so at once one isn't counted.
"""

from __future__ import annotations

from typing import Any

from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from integrations.callers import SiteCaller
from wpauth.addresses import client_address, household
from wpauth.throttle import WINDOW, count, hashed

READS = 100
WRITES = 30
CONNECTS = 5


class CallerThrottle(BaseThrottle):
    """Allows each person, and each site with all its keys, so many reads and writes."""

    def allow_request(self, request: Request, view: Any) -> bool:
        reads = request.method in SAFE_METHODS and "check" not in request.query_params
        kind, limit = ("reads", READS) if reads else ("writes", WRITES)
        return count(f"requests:{hashed(kind, _name(request.user))}") <= limit

    def wait(self) -> int:
        return WINDOW


class ConnectThrottle(BaseThrottle):
    """Allows each address so many attempts to connect."""

    def allow_request(self, request: Request, view: Any) -> bool:
        address = household(client_address(request._request))
        return count(f"requests:{hashed('connects', address)}") <= CONNECTS

    def wait(self) -> int:
        return WINDOW


def _name(caller: Any) -> str:
    if isinstance(caller, SiteCaller):
        return f"site {caller.site.pk}"
    return f"person {caller.id}"
