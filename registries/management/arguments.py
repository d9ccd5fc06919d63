"""Types of the commands' arguments."""

from __future__ import annotations

from argparse import ArgumentTypeError

from api.ids import LARGEST_ID


def registry_id(text: str) -> int:
    """Return the number of a `--registry N`, if it can be an id in the database."""
    try:
        number = int(text)
    except ValueError:
        number = 0
    if not 1 <= number <= LARGEST_ID:
        raise ArgumentTypeError(f"must be a number from 1 to {LARGEST_ID}")
    return number
