"""Types of the commands' arguments."""

from __future__ import annotations

from argparse import ArgumentTypeError

from api.ids import LARGEST_ID


def row_id(text: str) -> int:
    """Return the number after an option such as `--registry`, if it can be an id."""
    try:
        number = int(text)
    except ValueError:
        number = 0
    if not 1 <= number <= LARGEST_ID:
        raise ArgumentTypeError(f"must be a number from 1 to {LARGEST_ID}")
    return number
