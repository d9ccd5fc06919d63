"""
Limits how many wrong passwords may be tried, and lets others count what they limit.

A cache counts for all processes together.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.core.cache import BaseCache, caches
from django.utils.crypto import salted_hmac

from wpauth.addresses import household
from wpauth.spelling import one_spelling

WINDOW = 60  # seconds, from the first one on
NAMES_TTL = 24 * 60 * 60  # seconds
PER_ADDRESS_AND_USERNAME = 10
PER_ADDRESS = 100


class TooManyRefusals(Exception):
    """Too many wrong passwords came from one address, or for one account."""

    def __init__(self, *, retry_after: int) -> None:
        super().__init__("Too many refused logins.")
        self.retry_after = retry_after


class Attempt:
    """
    One question to WordPress whether a password is right.

    It counts as a refusal from the start, and no longer if the password is right.
    Otherwise a thousand parallel guesses would pass before the first is counted.
    """

    def __init__(self, *, address: str, username: str) -> None:
        address = household(address)
        name = _key("name", one_spelling(username))
        account = _counts().get(name, name)
        self.limits = {
            _key("address", address): PER_ADDRESS,
            _key("address and name", f"{address} {account}"): PER_ADDRESS_AND_USERNAME,
        }

    def begin(self) -> None:
        """Count, or raise TooManyRefusals."""
        counted: list[str] = []
        # The address comes first, since anybody can make up names without end.
        for key, limit in self.limits.items():
            counted.append(key)
            if count(key) > limit:
                _take_back(counted)
                raise TooManyRefusals(retry_after=WINDOW)

    def take_back(self) -> None:
        _take_back(self.limits)


def count_as_one(username: str, email: str) -> None:
    """Remember that both name one account, as WordPress has just said."""
    if email:
        name, other = (_key("name", one_spelling(text)) for text in (username, email))
        if _counts().get(other) != name:
            _counts().set(other, name, NAMES_TTL)


def _take_back(keys: Iterable[str]) -> None:
    for key in keys:
        count(key, -1)


def count(key: str, number: int = 1) -> int:
    """Count within a minute, also beside others who do, and return the sum."""
    _counts().add(key, 0, WINDOW)
    try:
        return _counts().incr(key, number)
    except ValueError:  # it expired in between
        return max(number, 0)


def hashed(kind: str, text: str) -> str:
    """
    Hash what tells a caller, since names and addresses don't belong in a shared cache.

    `kind` keeps somebody who is called like an address apart from that address.
    """
    return salted_hmac(f"wpauth.throttle {kind}", text, algorithm="sha256").hexdigest()


def _key(kind: str, text: str) -> str:
    return f"refusals:{hashed(kind, text)}"


def _counts() -> BaseCache:
    return caches["counts"]
