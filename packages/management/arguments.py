"""Arguments that several commands have."""

from __future__ import annotations

from argparse import ArgumentTypeError
from collections.abc import Callable

from django.core.management.base import CommandParser

from packages.addresses import PackageType
from packages.wordpress_org.http import CONNECTIONS

MOST = 1_000_000
TYPES: dict[str, PackageType | None] = {
    "plugin": "plugin",
    "theme": "theme",
    "all": None,
}


def from_1_to(most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        number = int(text) if text.isascii() and text.isdigit() else 0
        if not 1 <= number <= most:
            raise ArgumentTypeError(f"must be a number from 1 to {most}")
        return number

    return read


def add_type(parser: CommandParser) -> None:
    parser.add_argument(
        "--type", choices=TYPES, default="all", help="only these packages"
    )


def add_limit(parser: CommandParser, *, default: int | None = None) -> None:
    parser.add_argument(
        "--limit",
        type=from_1_to(MOST),
        default=default,
        metavar="N",
        help="no more than N packages",
    )


def add_round(parser: CommandParser, *, concurrency: int) -> None:
    """Add what `update` and `check_status` have in common."""
    add_type(parser)
    add_limit(parser)
    parser.add_argument(
        "--concurrency",
        type=from_1_to(CONNECTIONS),
        default=concurrency,
        metavar="N",
        help="threads that ask (default: %(default)s)",
    )
    parser.add_argument(
        "--accept-closures",
        action="store_true",
        help="believe that many packages were closed at once",
    )
