from __future__ import annotations


class PackagesError(Exception):
    """Carries a message for the reader: what is wrong, where, and what to do."""
