"""Names of packages: those that Composer can name."""

from __future__ import annotations

import re
from urllib.parse import unquote

LONGEST = 200
# As Composer's schema has it, but without a dot: only names that we make up have one.
NAME = re.compile(r"[a-z0-9]+(?:(?:_|-{1,2})[a-z0-9]+)*", re.ASCII)


def package_name(segment: str) -> str | None:
    """Return the name that a segment of an address stands for, if Composer can name it."""
    name = unquote(segment)
    return name if len(name) <= LONGEST and NAME.fullmatch(name) else None
