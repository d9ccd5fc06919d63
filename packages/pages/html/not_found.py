"""The answers to addresses that lead to no package."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import resolve
from django.views.decorators.csrf import csrf_exempt

from packages.pages.html.page import POLICY, error
from packages.pages.views import refusal

FOLDERS = ("p2", "dist", "metadata", "stats")
# What somebody may have looked for, if they made a mistake in writing it.
WORD = re.compile(r"/([A-Za-z0-9_-]{1,50})/?", re.ASCII)
DETAIL = "The address may have a typing error. Perhaps the search finds what you want."


@csrf_exempt
def nowhere(request: HttpRequest) -> HttpResponse:
    """
    Answer every address that no other route takes.

    Programs ask for files, and get a short answer at once; a page's address has no dot.
    """
    path = request.path_info.removeprefix("/packages/")
    if "." in path or path.split("/")[0] in FOLDERS:
        return refusal()
    if _is_page(request.path_info.removesuffix("/")):
        return HttpResponsePermanentRedirect(_without_slash(request))
    response = not_found(guess(f"/{path}"))
    response.headers["Content-Security-Policy"] = POLICY
    return response


def _is_page(path: str) -> bool:
    """Tell whether a page is there, but for a slash at the end that people write."""
    return resolve(path).url_name is not None


def _without_slash(request: HttpRequest) -> str:
    query = request.META.get("QUERY_STRING", "")
    return request.path.removesuffix("/") + (f"?{query}" if query else "")


def not_found(words: str = "", *, detail: str = DETAIL) -> HttpResponse:
    return error(404, "There is no such page", detail, words=words)


def guess(path: str) -> str:
    """Return the last part of an address as words to search for, if it may be a name."""
    name = WORD.fullmatch(path[path.rstrip("/").rfind("/") :])
    return name[1] if name else ""
