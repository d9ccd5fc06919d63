"""What the domain can refuse. HTTP statuses are `restart_registry/errors.py`'s."""

from __future__ import annotations


class DomainError(Exception):
    """Carries a sentence for the person who asked."""


class NotFound(DomainError):
    """There is no such registry, item or invitee, or the caller may not know of it."""


class AccessDenied(DomainError):
    """The caller is known, but isn't allowed to do this."""


class Conflict(DomainError):
    """The request contradicts the state of the data."""


class Stale(DomainError):
    """Somebody else changed it since the caller looked (If-Match)."""
