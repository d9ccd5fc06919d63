"""What the domain can refuse. HTTP statuses are `restart_registry/errors.py`'s."""

from __future__ import annotations


class DomainError(Exception):
    """Carries a sentence for the person who asked."""


class NotFound(DomainError):
    """There is no such registry, item or invitee, or not for this caller to know."""


class AccessDenied(DomainError):
    """The caller is known, and may not."""


class Conflict(DomainError):
    """What was asked contradicts what is there."""


class Stale(DomainError):
    """Somebody else changed it since the caller looked (If-Match)."""
