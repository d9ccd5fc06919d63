"""Mistakes in the settings, found when the process starts."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, register

MAKE_ONE = (
    "Make one, and keep it as safe as SECRET_KEY: python -c 'from cryptography.fernet "
    "import Fernet; print(Fernet.generate_key().decode())'"
)
HOST = re.compile(r"[a-z0-9_.-]+:[0-9]{1,5}")


@register
def check_credential_keys(**kwargs: Any) -> list[CheckMessage]:
    if not settings.CREDENTIAL_KEYS:
        return [
            Info(
                "CREDENTIAL_KEYS is empty: no WordPress site can connect.",
                hint=MAKE_ONE,
                id="integrations.I001",
            )
        ]
    return [
        Error(
            f"Key {number} of CREDENTIAL_KEYS is none.",  # the key itself is a secret
            hint=MAKE_ONE,
            id="integrations.E001",
        )
        for number, key in enumerate(settings.CREDENTIAL_KEYS, 1)
        if not _is_key(key)
    ]


@register
def check_private_hosts(**kwargs: Any) -> list[CheckMessage]:
    return [
        Error(
            f"INTEGRATIONS_PRIVATE_HOSTS names {host!r}, which is no host with a port.",
            hint="Write it in lower case with its port, as in 127.0.0.1:8080 or "
            "wordpress:80.",
            id="integrations.E002",
        )
        for host in settings.INTEGRATIONS_PRIVATE_HOSTS
        if not HOST.fullmatch(host)
    ]


def _is_key(key: str) -> bool:
    from cryptography.fernet import Fernet

    try:
        Fernet(key)
    except ValueError:
        return False
    return True
