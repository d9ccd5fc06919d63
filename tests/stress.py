"""Long tests have two sizes: a short round in `make test`, the full one in `make stress`."""

from __future__ import annotations

import os

FULL = os.environ.get("STRESS") == "full"


def rounds(*, short: int, full: int) -> int:
    return full if FULL else short
