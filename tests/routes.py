"""All routes of the API, wherever its urls.py leave them to another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver

# The admin's are for people, and packages have Composer's conventions.
OTHERS = ("admin", "packages")


class Route(NamedTuple):
    path: str
    view: Callable[..., Any]


def our_routes() -> list[Route]:
    return [
        route
        for route in _below(get_resolver(), "")
        if not route.path.startswith(OTHERS)
    ]


def _below(resolver: URLResolver, folder: str) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        path = f"{folder}{entry.pattern}"
        if isinstance(entry, URLPattern):
            yield Route(path, entry.callback)
        else:
            yield from _below(entry, path)
