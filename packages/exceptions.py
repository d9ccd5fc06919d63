from __future__ import annotations


class PackagesError(Exception):
    """Carries a message for whom started a command: what is wrong, where, and what to do."""
