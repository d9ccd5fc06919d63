"""Parts of paths. What can't be one is never found, so that the view asks who calls first."""

from __future__ import annotations

import re

from integrations.connecting.structure_body import LONGEST_SLUG
from integrations.models import Kind

KINDS = {"post_types": Kind.POST_TYPE, "taxonomies": Kind.TAXONOMY}
SLUG = re.compile(rf"[a-z0-9_-]{{1,{max(LONGEST_SLUG.values())}}}")


class KindConverter:
    regex = "[^/]+"

    def to_python(self, value: str) -> Kind | None:
        return KINDS.get(value)

    def to_url(self, value: Kind) -> str:
        return next(name for name, kind in KINDS.items() if kind == value)


class SlugConverter:
    regex = "[^/]+"

    def to_python(self, value: str) -> str | None:
        return value if SLUG.fullmatch(value) else None

    def to_url(self, value: str) -> str:
        return value
