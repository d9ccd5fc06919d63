"""Starts a registry in WordPress, once for each key."""

from __future__ import annotations

from typing import Any

from api.exceptions import Conflict
from registries import gateway
from registries.idempotency_keys import USED, digest_of
from registries.invitees import union
from registries.registry import Registry, to_post
from wpauth.verification import forget
from wpclient.credentials import Credentials
from wpclient.exceptions import BadAnswer, Outdated, Refused, Unanswered, WordPressError


def create_registry(
    fields: dict[str, Any], key: str | None, credentials: Credentials
) -> tuple[Registry, bool]:
    """
    Return the new registry and False, or the one that was made with this key and True.

    WordPress may have made it though its answer is lost or can't be read. The key finds
    it again; without a key nobody can tell it from another registry.
    """
    names = fields.get("meta", {}).get("invitees")
    if names:
        fields = {**fields, "meta": {**fields["meta"], "invitees": union([], names)}}
    if key is None:
        return gateway.create(to_post(fields), credentials), False
    digest = digest_of(fields)
    try:
        return gateway.create_once(to_post(fields), key, digest, credentials), False
    except (Outdated, BadAnswer, Unanswered) as exc:
        registry = _find(key, digest, credentials, after=exc)
        if registry is None and isinstance(exc, Outdated):
            raise Conflict("This Idempotency-Key was used before.") from exc
        if registry is None:
            raise
        return registry, True


def _find(
    key: str, digest: str, credentials: Credentials, *, after: WordPressError
) -> Registry | None:
    try:
        made = gateway.find_creation(key, credentials)
    except Refused:  # the theme's credentials end with the registry that they make
        forget(credentials)
        raise after from None
    if made is None:
        return None
    if made.digest not in ("", digest):
        raise Conflict(USED)
    return gateway.get(made.registry_id, credentials, context="edit")
