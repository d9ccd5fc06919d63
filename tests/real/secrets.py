"""Finding credentials where none may be: in a log, in a cache."""

from __future__ import annotations

import base64
import pickle
from collections.abc import Iterable

from django.core.cache import cache

from wordpress.local.accounts import Account


def found_in(text: str, accounts: Iterable[Account]) -> set[str]:
    """Return whose application password is in there, in any form."""
    return {
        account.username
        for account in accounts
        for form in forms(account)
        if form in text
    }


def forms(account: Account) -> set[str]:
    """Return it with and without spaces, and in base64 whatever stands around it."""
    secret = account.application_password.replace(" ", "")
    chunked = " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))
    encoded = {
        base64.b64encode(b" " * shift + form.encode())[4:-4].decode()
        for form in (secret, chunked)
        for shift in range(3)
    }
    return {secret, chunked, account.authorization} | encoded


def cache_dump() -> str:
    """Return all that Django's cache holds, as raw bytes."""
    entries: dict[str, bytes] = cache._cache  # type: ignore[attr-defined]  # locmem's own
    keys_and_values = [(key, bytes(value)) for key, value in entries.items()]
    return pickle.dumps(keys_and_values, protocol=0).decode("latin-1") + "".join(
        value.decode("latin-1") for _, value in keys_and_values
    )
