"""Names of packages: those that Composer can name."""

from __future__ import annotations

import re

LONGEST = 200
# As Composer's schema has it, but without a dot: only names that we make up have one.
NAME = re.compile(r"[a-z0-9]+(?:(?:_|-{1,2})[a-z0-9]+)*", re.ASCII)


def is_package_name(text: str) -> bool:
    return len(text) <= LONGEST and NAME.fullmatch(text) is not None
