"""Tells people whether WordPress answers at this moment; no decision depends on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.cache import cache

from wpclient.client import Answer, get_client
from wpclient.credentials import service_account
from wpclient.exceptions import (
    BadAnswer,
    Forbidden,
    Refused,
    Unavailable,
    WordPressError,
)

SECONDS = 2.0  # for connecting, and for the answer: a page waits for it
REMEMBERED = 10  # seconds
KEY = "wordpress_reachability"


@dataclass(frozen=True)
class Reachability:
    is_reachable: bool
    sentence: str


def reachability() -> Reachability:
    """Ask WordPress, at most once every few seconds."""
    known: Reachability | None = cache.get(KEY)
    if known is None:
        known = _ask()
        cache.set(KEY, known, REMEMBERED)
    return known


def ask_openly(method: str, path: str, **kwargs: Any) -> Answer:
    """
    Ask without credentials for what WordPress tells everybody.

    Some sites tell it only to people who are logged in. These are asked again with the
    service account.
    """
    try:
        return get_client().request(method, path, None, **kwargs)
    except (Refused, Forbidden):
        return get_client().request(method, path, service_account(), **kwargs)


def _ask() -> Reachability:
    query = {"_fields": "namespaces"}  # the whole index is long
    try:
        answer = ask_openly("GET", "/", timeout=SECONDS, params=query)
        if not isinstance(answer.data, dict) or "namespaces" not in answer.data:
            raise BadAnswer("GET /: no namespaces")
    except Unavailable as exc:
        return Reachability(
            False,
            f"WordPress is not answering ({exc}). Nobody can log in, and what changes "
            "here is told to it later.",
        )
    except WordPressError as exc:
        return Reachability(
            False,
            f"Something answers, but not as WordPress's REST API does ({exc}). Whoever "
            "runs the API has to run check_wordpress.",
        )
    return Reachability(True, "WordPress is answering.")
