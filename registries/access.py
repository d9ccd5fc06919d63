"""Decides what a user may do with a registry; every route asks here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings
from django.core.cache import cache

from api.exceptions import AccessDenied, NotFound
from api.ids import NO_ID
from registries import gateway
from registries.registry import Registry, Status
from wpauth.users import WordPressUser
from wpclient.credentials import Credentials
from wpclient.exceptions import Forbidden, NoSuchPost


class Role(StrEnum):
    """The role that somebody has in one registry."""

    ADMIN = "admin"
    OWNER = "owner"
    INVITEE = "invitee"
    STRANGER = "stranger"


@dataclass(frozen=True)
class Access:
    registry: Registry
    role: Role

    @property
    def may_change(self) -> bool:
        return self.role in (Role.ADMIN, Role.OWNER)

    @property
    def may_read(self) -> bool:
        match self.registry.status:
            case Status.PUBLISH:
                return True
            case Status.PRIVATE:
                return self.role is not Role.STRANGER
            case _:
                return self.may_change


def readable(registry_id: int, user: WordPressUser, credentials: Credentials) -> Access:
    """Return the access of somebody who may read it, or raise."""
    access = access_to(registry_id, user, credentials)
    if not access.may_read:
        raise AccessDenied("You may not see this registry.")
    return access


def changeable(
    registry_id: int, user: WordPressUser, credentials: Credentials
) -> Access:
    """Return the access of somebody who may change it, or raise."""
    access = access_to(registry_id, user, credentials)
    if not access.may_change:
        raise AccessDenied("Only the owner of this registry may change it.")
    return access


def access_to(
    registry_id: int, user: WordPressUser, credentials: Credentials
) -> Access:
    """
    Ask WordPress, now: private means private at the next request.

    Raises NotFound, AccessDenied or a WordPressError.
    """
    if registry_id == NO_ID:
        raise NotFound("Registry not found.")
    try:
        registry = _fetch(registry_id, user, credentials)
    except NoSuchPost as exc:
        raise NotFound("Registry not found.") from exc
    except Forbidden as exc:
        raise AccessDenied("You may not see this registry.") from exc
    access = Access(registry, _role(registry, user))
    if registry.status == Status.TRASH:
        if access.may_change:
            raise NotFound("Registry not found: it is in WordPress's trash.")
        raise AccessDenied("You may not see this registry.")
    return access


def _fetch(registry_id: int, user: WordPressUser, credentials: Credentials) -> Registry:
    """
    Fetch in the edit context for owner and administrator, else in the view context.

    Who the author is may be remembered for a while. It only chooses the question:
    the answer is WordPress's, and fresh.
    """
    author_id = cache.get(_key(registry_id))
    if user.is_admin or author_id in (None, user.id):
        registry = _fetch_to_edit(registry_id, user, credentials)
    else:
        registry = gateway.get(registry_id, credentials, context="view")
        if registry.author_id == user.id:  # since the moment that is remembered
            registry = gateway.get(registry_id, credentials, context="edit")
    cache.set(_key(registry_id), registry.author_id, settings.WP_AUTH_CACHE_TTL)
    return registry


def _fetch_to_edit(
    registry_id: int, user: WordPressUser, credentials: Credentials
) -> Registry:
    try:
        return gateway.get(registry_id, credentials, context="edit")
    except Forbidden:
        if user.is_admin:
            raise
        return gateway.get(registry_id, credentials, context="view")


def _role(registry: Registry, user: WordPressUser) -> Role:
    if user.is_admin:
        return Role.ADMIN
    if registry.author_id == user.id:
        return Role.OWNER
    return Role.INVITEE if invitations(registry, user) else Role.STRANGER


def invitations(registry: Registry, user: WordPressUser) -> list[str]:
    """
    Return the entries of the list of invitees that mean this user.

    One with `@` is an e-mail address and nothing else, since a login may look like
    one. The plugin has left out what isn't proved.
    """
    username, email = user.username.casefold(), user.email.casefold()
    return [
        entry
        for entry in registry.meta.invitees or ()
        if entry.casefold() == (email if "@" in entry else username)
    ]


def _key(registry_id: int) -> str:
    return f"author:{registry_id}"
