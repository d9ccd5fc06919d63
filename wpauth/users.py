from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wpclient.exceptions import BadAnswer


@dataclass(frozen=True)
class WordPressUser:
    """A person as WordPress knows them. We keep no table of people."""

    id: int
    username: str
    email: str
    display_name: str
    roles: frozenset[str]
    capabilities: frozenset[str]

    # Django and DRF ask these of any user object.
    is_authenticated = True
    is_anonymous = False
    is_active = True

    is_site_account = False  # see site_account.py

    @property
    def is_admin(self) -> bool:
        return (
            "administrator" in self.roles
            or "manage_restart_registry" in self.capabilities
        )

    @classmethod
    def from_rest(cls, data: Any) -> WordPressUser:
        """Read an answer of users/me in the edit context, or raise BadAnswer."""
        try:
            user = cls(
                id=data["id"],
                username=data["username"],
                email=data["email"],
                display_name=data["name"],
                roles=frozenset(_values(data["roles"])),
                capabilities=frozenset(
                    name for name, has in _items(data["capabilities"]) if has is True
                ),
            )
        except (KeyError, TypeError) as exc:
            raise BadAnswer("users/me: not a user") from exc
        texts = (user.username, user.email, user.display_name)
        if type(user.id) is not int or not all(isinstance(text, str) for text in texts):
            raise BadAnswer("users/me: not a user")
        return user


# PHP writes a list with gaps as an object, and an empty object as a list.


def _values(php: Any) -> list[Any]:
    return list(php.values()) if isinstance(php, dict) else list(php)


def _items(php: Any) -> list[tuple[str, Any]]:
    return list(php.items()) if isinstance(php, dict) else []
