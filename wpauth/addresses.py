from __future__ import annotations

from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """
    Return the network address that a request came from.

    On Lambda the gateway says it; X-Forwarded-For can be written by anybody, so it
    counts only as far as proxies named in TRUSTED_PROXIES wrote it.
    """
    event = request.META.get("lambda.event") or {}
    identity = (event.get("requestContext") or {}).get("identity") or {}
    if identity.get("sourceIp"):
        return str(identity["sourceIp"])
    address = request.META.get("REMOTE_ADDR", "")
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    while hops and _is_trusted(address):
        address = hops.pop().strip() or address
    return str(address)


def _is_trusted(address: str) -> bool:
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    return any(
        ip in ip_network(proxy, strict=False) for proxy in settings.TRUSTED_PROXIES
    )
