from __future__ import annotations

import logging
from functools import cache
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

logger = logging.getLogger(__name__)


def client_address(request: HttpRequest) -> str:
    """
    Return the network address that a request came from.

    On Lambda the gateway tells us. Anybody can write an X-Forwarded-For, so only the
    part that the proxies in TRUSTED_PROXIES wrote counts.
    """
    event = request.META.get("lambda.event") or {}
    identity = (event.get("requestContext") or {}).get("identity") or {}
    if identity.get("sourceIp"):
        return str(identity["sourceIp"])
    address = request.META.get("REMOTE_ADDR", "")
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    if forwarded and not _is_trusted(address):
        warn_of_unnamed_proxy()
    hops = forwarded.split(",")
    while hops and _is_trusted(address):
        address = hops.pop().strip() or address
    return str(address)


def household(address: str) -> str:
    """Return what counts as one caller: a household has 2^64 addresses of IPv6."""
    try:
        ip = ip_address(address)
    except ValueError:
        return address
    if ip.version == 4:
        return str(ip)
    if ip.ipv4_mapped:
        return str(ip.ipv4_mapped)
    return str(ip_network((int(ip), 64), strict=False))


@cache
def warn_of_unnamed_proxy() -> None:
    """Warn once in a process: anybody could send the header to fill the log."""
    logger.warning(
        "X-Forwarded-For came from an address that TRUSTED_PROXIES does not name, and "
        "was ignored. If that is a proxy of yours, name it there: else all who come "
        "through it count as one, and one who guesses passwords locks the others out."
    )


def _is_trusted(address: str) -> bool:
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    return any(
        ip in ip_network(proxy, strict=False) for proxy in settings.TRUSTED_PROXIES
    )
