"""One spelling for the address of a site."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

PORTS = {"http": 80, "https": 443}


def normalised(url: str) -> str:
    """
    Return the address with a lower-case host, without default port and closing slash.

    Raises ValueError, with a sentence, for anything that is no address of a site.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        raise ValueError(f"{url!r} is not an address.") from None
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError("Write the address in full, as in https://shop.example.org.")
    if parts.username is not None or parts.password is not None:
        raise ValueError("A user name or a password is no part of the address.")
    if parts.query or parts.fragment or "?" in url or "#" in url:
        raise ValueError("Write the address without ? and #.")
    return f"{parts.scheme}://{_host(parts, port)}{parts.path.rstrip('/')}"


def _host(parts: SplitResult, port: int | None) -> str:
    host = (parts.hostname or "").rstrip(".")
    host = f"[{host}]" if ":" in host else host
    return host if port in (None, PORTS[parts.scheme]) else f"{host}:{port}"
