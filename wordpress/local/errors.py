"""What can go wrong here. The text is shown to a person as it stands."""

from __future__ import annotations


class LocalError(Exception):
    """Says what is wrong, where, and what to do about it."""
