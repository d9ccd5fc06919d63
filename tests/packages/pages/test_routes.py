"""Tests that docs/packages.md lists the routes that there are."""

from __future__ import annotations

import re
from typing import Any

from django.urls import URLPattern

from packages.pages.views import nowhere
from packages.urls import urlpatterns
from wordpress.local.folders import PROJECT


def routes() -> set[str]:
    """Return each route as the table writes it; a view says which method it answers."""
    found = set()
    for entry in urlpatterns:
        assert isinstance(entry, URLPattern)
        view: Any = entry.callback
        if view is not nowhere:
            [method, *_] = view.view_class.http_method_names
            path = re.sub(r"<\w+:(\w+)>", r"{\1}", str(entry.pattern))
            found.add(f"{method.upper()} /packages/{path}")
    return found


def test_each_route_is_in_the_table_and_no_other() -> None:
    page = (PROJECT / "docs" / "packages.md").read_text()
    documented = re.findall(r"^\| `([A-Z]+ /packages/\S+)` \|", page, re.MULTILINE)

    assert len(documented) == len(set(documented))
    assert set(documented) == routes()
