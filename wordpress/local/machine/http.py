"""Requests to our own servers."""

from __future__ import annotations

from typing import Any

import requests

from wordpress.local.accounts import Account

SECONDS = 60


def request(
    method: str, url: str, account: Account | None = None, json: Any = None
) -> requests.Response | None:
    """Return the answer, or None while nobody listens."""
    with requests.Session() as session:
        session.trust_env = False  # no proxy, no .netrc: it is this machine
        headers = {"Authorization": account.authorization} if account else {}
        try:
            return session.request(
                method, url, headers=headers, json=json, timeout=SECONDS
            )
        except requests.ConnectionError:
            return None
