"""`/admin/logs`: what commands and the web server have written, while they write it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse

from packages.admin.log_folder import log_files, opened
from packages.admin.log_lines import (
    after,
    identity,
    lines_before,
    was_begun_anew,
)

END = 2**62  # of any file
DIGITS = 18
ANEW = "\n--- The file was begun anew. ---\n"


def logs(request: HttpRequest) -> HttpResponse:
    return _page(request, "logs", "Logs", files=log_files())


def log(request: HttpRequest, name: str) -> HttpResponse:
    """Show the last lines, or with `?before=` those before them."""
    before = _number(request, "before")
    file = opened(name)
    if file is None:
        raise Http404
    with file:
        excerpt = lines_before(file, END if before is None else before)
        tail = _tail(name, excerpt.end, identity(file))
    return _page(
        request,
        "log",
        name,
        text=excerpt.text,
        older=urlencode({"before": excerpt.start}) if excerpt.start else "",
        tail=tail if before is None else "",
    )


def tail(request: HttpRequest, name: str) -> HttpResponse:
    """Return what was written since, for the page to append; 204: nothing was."""
    start, known = _number(request, "offset") or 0, _number(request, "file") or 0
    file = opened(name)
    if file is None:
        raise Http404
    with file:
        anew = was_begun_anew(file, start, known)
        excerpt = after(file, 0 if anew else start)
        told = {"tail": _tail(name, excerpt.end, identity(file))}
    if not anew and not excerpt.text:
        return _unindexed(HttpResponse(status=204))
    told |= {"text": (ANEW if anew else "") + excerpt.text}
    return _unindexed(HttpResponse(render_to_string("admin/packages/tail.html", told)))


def _page(request: HttpRequest, page: str, title: str, **context: Any) -> HttpResponse:
    context = {**admin.site.each_context(request), "title": title, **context}
    return _unindexed(TemplateResponse(request, f"admin/packages/{page}.html", context))


def _unindexed(response: HttpResponse) -> HttpResponse:
    """The admin's other pages say so, too; that nobody keeps it, the admin says of all."""
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _tail(name: str, offset: int, file: int) -> str:
    address = reverse("admin:packages_log_tail", args=(name,))
    return f"{address}?{urlencode({'offset': offset, 'file': file})}"


def _number(request: HttpRequest, name: str) -> int | None:
    """Return a number of the query; None: it says none."""
    text = request.GET.get(name, "")
    return int(text[:DIGITS]) if text.isascii() and text.isdigit() else None
