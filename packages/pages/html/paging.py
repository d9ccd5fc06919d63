"""Long lists in pages, whose addresses say what was chosen."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page
from django.http import HttpRequest

from packages.pages import parameters

NUMBER = re.compile(r"0*[1-9][0-9]*", re.ASCII)


def page_number(request: HttpRequest) -> int | None:
    """Return which page is asked for, however high; None: no page has such a number."""
    text = parameters.text(request, "page") if "page" in request.GET else "1"
    return int(text) if text and NUMBER.fullmatch(text) else None


def beside(shown: Page[Any], chosen: dict[str, str]) -> dict[str, str]:
    """Return the addresses of the pages before and after this one, where there are any."""
    numbers = {}
    if shown.has_previous():
        numbers["previous"] = shown.previous_page_number()
    if shown.has_next():
        numbers["next"] = shown.next_page_number()
    return {
        name: f"?{urlencode({**chosen, 'page': number})}"
        for name, number in numbers.items()
    }
