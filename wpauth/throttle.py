"""Limits how many wrong passwords may be tried; a cache counts them for all processes."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.cache import BaseCache, caches
from django.utils.crypto import salted_hmac

from wpauth.addresses import household
from wpauth.spelling import one_spelling

WINDOW = 60  # seconds, from the first refusal on
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
            if _add(key, 1) > limit:
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
        _add(key, -1)


def _key(kind: str, text: str) -> str:
    """
    Hash a caller's name, since user names don't belong in a shared cache.

    `kind` keeps somebody who is called like an address apart from that address.
    """
    hmac = salted_hmac(f"wpauth.throttle {kind}", text, algorithm="sha256")
    return f"refusals:{hmac.hexdigest()}"


def _counts() -> BaseCache:
    return caches["counts"]


def _add(key: str, number: int) -> int:
    _counts().add(key, 0, WINDOW)
    try:
        return _counts().incr(key, number)
    except ValueError:  # it expired in between
        return max(number, 0)
