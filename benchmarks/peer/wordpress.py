"""The peer's client of WordPress, and its cache of who is who."""

from __future__ import annotations

import json
import os
import time
from functools import cache
from typing import Annotated, Any

import httpx
from fastapi import Depends, Header, HTTPException

from benchmarks.peer.models import WPUser
from benchmarks.peer.registry import Registry

CACHE_SECONDS = float(os.environ.get("WP_AUTH_CACHE_TTL", "300"))
TIMEOUT = 10.0  # seconds
POSTS = "/wp/v2/restart-registry"

_users: dict[str, tuple[float, WPUser]] = {}


@cache
def client() -> httpx.Client:
    url = os.environ["WP_BASE_URL"] + "/wp-json"
    return httpx.Client(base_url=url, timeout=TIMEOUT, trust_env=False)


def ask(method: str, path: str, authorization: str, **options: Any) -> Any:
    headers = {"Authorization": authorization}
    try:
        response = client().request(method, path, headers=headers, **options)
    except httpx.HTTPError as error:
        raise HTTPException(502, "WordPress can't be reached") from error
    if response.is_error:
        raise HTTPException(response.status_code, "WordPress refused")
    return response.json()


async def get_authorization(authorization: Annotated[str, Header()] = "") -> str:
    if not authorization.startswith("Basic "):
        raise HTTPException(
            401, "Not authenticated", headers={"WWW-Authenticate": "Basic"}
        )
    return authorization


async def get_current_user(
    authorization: Annotated[str, Depends(get_authorization)],
) -> WPUser:
    """Ask inside the event loop, where everybody else waits as well."""
    until, user = _users.get(authorization, (0.0, None))
    if user is None or until < time.monotonic():
        data = ask("GET", "/wp/v2/users/me", authorization, params={"context": "edit"})
        user = WPUser(**data)
        _users[authorization] = (time.monotonic() + CACHE_SECONDS, user)
    return user


def registry(registry_id: int, authorization: str) -> Registry:
    return Registry.from_post(ask("GET", f"{POSTS}/{registry_id}", authorization))


def write_item_ids(registry_id: int, ids: list[int], authorization: str) -> None:
    body = {"meta": {"restart_item_ids": json.dumps(ids)}}
    ask("POST", f"{POSTS}/{registry_id}", authorization, json=body)
