"""`list.json`: the names of what is open, for shell completion and `composer search -N`."""

from __future__ import annotations

import re
from fnmatch import translate

import orjson
from django.http import HttpRequest, HttpResponse

from packages.builds.folders import current
from packages.pages import parameters
from packages.pages.files import json_file, opened
from packages.pages.views import RepositoryView, answer, refusal

FILE = "list.json"
QUERY = ("filter", "vendor")


class PackageListView(RepositoryView):
    def get(self, request: HttpRequest) -> HttpResponse:
        if not any(request.GET.get(name) for name in QUERY):
            return json_file(request, FILE)
        names = _names()
        if names is None:
            return refusal()
        wanted = [parameters.text(request, name) for name in QUERY]
        return answer({"packageNames": _chosen(names, *wanted)})


def _names() -> list[str] | None:
    """Return the names in the build that is served: what Composer can really get."""
    file = opened(current(), FILE)
    if not file:
        return None
    with file:
        names: list[str] = orjson.loads(file.read())["packageNames"]
    return names


def _chosen(names: list[str], pattern: str | None, vendor: str | None) -> list[str]:
    if pattern is None or vendor is None:
        return []
    folder = f"{vendor.lower()}/" if vendor else ""
    fits = _matcher(pattern or "*")
    return [name for name in names if name.startswith(folder) and fits.match(name)]


def _matcher(pattern: str) -> re.Pattern[str]:
    """Compile a pattern where `*` stands for any characters, and all else for itself."""
    literal = re.sub(r"[?\[]", r"[\g<0>]", pattern.lower())
    return re.compile(translate(literal))
