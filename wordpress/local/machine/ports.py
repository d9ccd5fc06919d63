"""Ports on 127.0.0.1."""

from __future__ import annotations

import contextlib
import os
import secrets
import socket

from wordpress.local.errors import LocalError


def free_port() -> int:
    """Return a free port, but none that outgoing connections get: one could take it before its server does."""
    while True:
        port = 20_000 + secrets.randbelow(12_000)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def port_from_environment(name: str, default: int) -> int:
    text = os.environ.get(name, "") or str(default)
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise LocalError(f"{name}={text} is no port: give a number from 1 to 65535.")
    return int(text)


def require_free(port: int, name: str) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise LocalError(
                f"Port {port} can't be used ({error.strerror}): stop what uses it, "
                f"or choose another one with {name}={port + 1}."
            ) from error
