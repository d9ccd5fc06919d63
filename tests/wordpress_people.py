"""The people of the fake WordPress: who is calling, and what they may do in general."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field
from typing import Any

from tests.wordpress_errors import RestError

# What the plugin gives to every role that may have a registry.
OWNERS_CAPABILITIES = {
    "edit_restart_registries",
    "edit_published_restart_registries",
    "publish_restart_registries",
    "delete_restart_registries",
    "delete_published_restart_registries",
}
# What it gives to those who look after everybody's registries as well.
STAFFS_CAPABILITIES = {
    "manage_restart_registry",
    "edit_others_restart_registries",
    "edit_private_restart_registries",
    "read_private_restart_registries",
    *OWNERS_CAPABILITIES,
}
CAPABILITIES = {
    "subscriber": {"read", "level_0", *OWNERS_CAPABILITIES},
    # Everybody's posts and pages, but nobody else's registry.
    "editor": {"read", "edit_others_posts", "read_private_posts", *OWNERS_CAPABILITIES},
    # The site's owner has taken the five rights from this role.
    "guest": {"read", "level_0"},
    "restart_registry_service": {"read", *STAFFS_CAPABILITIES},
    # Some other plugin's role for support staff.
    "support": {"read", "manage_restart_registry"},
    "administrator": {"read", "edit_users", *STAFFS_CAPABILITIES},
}


@dataclass
class Person:
    id: int
    username: str
    email: str
    display_name: str
    role: str
    application_passwords: set[str] = field(default_factory=set)
    verified_email: str = ""

    @property
    def capabilities(self) -> set[str]:
        return CAPABILITIES[self.role]

    @property
    def may_edit_others(self) -> bool:
        return "edit_others_restart_registries" in self.capabilities

    @property
    def is_admin(self) -> bool:
        return "manage_restart_registry" in self.capabilities

    @property
    def proved_email(self) -> str:
        proved = self.verified_email.lower() == self.email.lower()
        return self.email if proved else ""

    def change_email(self, email: str) -> None:
        """WordPress asks for no proof of the new address; the plugin withdraws the proof of the old one."""
        self.email, self.verified_email = email, ""

    def as_rest(self) -> dict[str, Any]:
        """Return the answer of users/me in the edit context; a role isn't a capability."""
        capabilities = dict.fromkeys([*sorted(self.capabilities), self.role], True)
        return {
            "id": self.id,
            "username": self.username,
            "name": self.display_name,
            "email": self.email,
            "roles": [self.role],
            "capabilities": capabilities,
        }


def who_calls(people: list[Person], authorization: str | None) -> Person | None:
    """Return who is calling. Wrong credentials make the caller a guest, without a word."""
    username, password = _basic(authorization or "")
    # Login names are case-insensitive, and an e-mail address works as one. Somebody
    # whose login name is another's address comes first.
    by_login = {person.username.lower(): person for person in people}
    by_email = {person.email.lower(): person for person in people}
    person = (by_email | by_login).get(username.lower())
    if person is None:
        return None
    known = {_bare(secret) for secret in person.application_passwords}
    return person if _bare(password) in known else None


def me(caller: Person | None, context: str) -> dict[str, Any]:
    """Return users/me; only in the edit context it says who the caller is."""
    if caller is None:
        raise RestError(401, "rest_not_logged_in", "You are not currently logged in.")
    shown = caller.as_rest()
    return shown if context == "edit" else {key: shown[key] for key in ("id", "name")}


def staff(people: list[Person], caller: Person | None, user_id: int) -> dict[str, bool]:
    """GET restart-registry/v1/staff/{id}: only for people who manage registries."""
    if caller is None or not caller.is_admin:
        raise RestError.not_allowed(caller, "rest_forbidden")
    for person in people:
        if person.id == user_id:
            return {"is_admin": person.is_admin}
    raise RestError(404, "rest_user_invalid_id", "Invalid user ID.")


def _basic(authorization: str) -> tuple[str, str]:
    scheme, _, encoded = authorization.partition(" ")
    if scheme.lower() != "basic":
        return "", ""
    username, _, password = base64.b64decode(encoded).decode().partition(":")
    return username, password


def _bare(password: str) -> str:
    """WordPress drops all but letters and digits before it compares."""
    return re.sub(r"[^a-zA-Z0-9]", "", password)
