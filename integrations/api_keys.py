"""
The keys that bridges call us with: `rrs_`, 8 characters by which it is found, `_`, 40
that nobody can guess. Only a digest is kept; the key itself is shown once.

After a rotation the old key lives for 7 days, or until the new one is first used. A
third key ends the one that was never used.
"""

from __future__ import annotations

from integrations.models import ApiKey, Site


def issue(site: Site, *, created_by: int | None) -> str:
    """Make a key and return it in clear, this once. Older ones end as above."""
    raise NotImplementedError


def rotate(key: ApiKey) -> str:
    """
    Return a new key for the caller who came with this one.

    Raises FailedToConnect if the key died meanwhile.
    """
    raise NotImplementedError


def revoke(key: ApiKey) -> None:
    """End one key at once."""
    raise NotImplementedError


def revoke_all(site: Site) -> None:
    """End all keys of a site at once."""
    raise NotImplementedError


def find_live(text: str) -> ApiKey | None:
    """
    Return the key with its site and integration if it counts now, and note its use.

    Its first use ends the keys before it.
    """
    raise NotImplementedError


def prefix_of(text: str) -> str:
    """Return what a key is found by, as a name to count wrong ones under; "" if none."""
    raise NotImplementedError
