"""
Seals a site's user name and application password, so that a copy of the database opens
nothing. The keys are CREDENTIAL_KEYS, newest first.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.conf import settings

from wpclient.credentials import Credentials

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet


class NoKeys(Exception):
    """CREDENTIAL_KEYS is empty or unusable: no site can connect."""


class Unreadable(Exception):
    """None of our keys opens this token."""


def seal(credentials: Credentials) -> str:
    """Return one token, or raise NoKeys."""
    text = json.dumps([credentials.username, credentials.password])
    return _box(settings.CREDENTIAL_KEYS).encrypt(text.encode()).decode()


def unseal(token: str) -> Credentials:
    """Return what was sealed, or raise Unreadable."""
    return Credentials(*json.loads(_opened(token, settings.CREDENTIAL_KEYS)))


def reseal(token: str) -> str:
    """Return a token of the newest key, the same one if it is; or raise Unreadable."""
    try:
        _opened(token, settings.CREDENTIAL_KEYS[:1])
    except Unreadable:
        return seal(unseal(token))
    return token


def _opened(token: str, keys: list[str]) -> bytes:
    from cryptography.fernet import InvalidToken

    try:
        return _box(keys).decrypt(token)
    except (InvalidToken, NoKeys, ValueError) as exc:  # ValueError: not ASCII
        raise Unreadable from exc


def _box(keys: list[str]) -> MultiFernet:
    # Imported at first use: most processes never open one.
    from cryptography.fernet import Fernet, MultiFernet

    try:
        return MultiFernet([Fernet(key) for key in keys])
    except ValueError as exc:  # of an empty list, too
        raise NoKeys from exc
