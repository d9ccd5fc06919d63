"""What a query says. Anybody writes one, so anything may be in it."""

from __future__ import annotations

import re

from django.http import HttpRequest

LONGEST = 200
PAGE = re.compile(r"[0-9]{1,9}", re.ASCII)


def text(request: HttpRequest, name: str) -> str | None:
    """Return a parameter, or None if it is longer than anything that is stored here."""
    value = request.GET.get(name, "").strip()
    return value if len(value) <= LONGEST else None


def page(request: HttpRequest) -> int | None:
    """Return the number of a page, or None if no page can have it."""
    value = request.GET.get("page", "1")
    return (int(value) or None) if PAGE.fullmatch(value) else None
