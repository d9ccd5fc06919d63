"""
Seals a site's user name and application password, so that a copy of the database opens
nothing. The keys are CREDENTIAL_KEYS, newest first.
"""

from __future__ import annotations

from wpclient.credentials import Credentials


class NoKeys(Exception):
    """CREDENTIAL_KEYS is empty or unusable: no site can connect."""


class Unreadable(Exception):
    """None of our keys opens this token."""


def seal(credentials: Credentials) -> str:
    """Return one token, or raise NoKeys."""
    raise NotImplementedError


def unseal(token: str) -> Credentials:
    """Return what was sealed, or raise Unreadable."""
    raise NotImplementedError


def reseal(token: str) -> str:
    """Return a token of the newest key, the same one if it is; or raise Unreadable."""
    raise NotImplementedError
