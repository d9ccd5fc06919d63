"""
Files of the build that is served, where no nginx or CDN does it.

WhiteNoise can't: it reads its folder once, and builds replace each other.
"""

from __future__ import annotations

import os
import stat
from email.utils import formatdate
from pathlib import Path
from typing import BinaryIO

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import parse_http_date_safe

from packages.builds.folders import current, dist
from packages.pages.views import JSON, RepositoryView, refusal

FIVE_MINUTES = "public, max-age=300"
FOR_EVER = "public, max-age=31536000, immutable"  # a zip's name holds its checksum


class PackagesJsonView(RepositoryView):
    def get(self, request: HttpRequest) -> HttpResponse:
        return json_file(request, "packages.json")


class DocumentView(RepositoryView):
    def get(self, request: HttpRequest, vendor: str, document: str) -> HttpResponse:
        return json_file(request, f"p2/{vendor}/{document}.json")


class ZipView(RepositoryView):
    def get(self, request: HttpRequest, name: str) -> HttpResponse:
        return _file(
            request, dist(), f"restart/{name}.zip", "application/zip", FOR_EVER
        )


def json_file(request: HttpRequest, path: str) -> HttpResponse:
    return _file(request, current(), path, JSON, FIVE_MINUTES)


def opened(folder: Path, path: str) -> BinaryIO | None:
    """Open a file below a folder; None if there is none, or a link leads out of it."""
    try:
        inside = folder.resolve(strict=True)
        file = (inside / path).resolve(strict=True)
        if not file.is_relative_to(inside):
            return None
        # It may have become a link since it was resolved, or a pipe that nobody fills.
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
        return os.fdopen(os.open(file, flags), "rb")
    except (
        OSError,
        RuntimeError,
    ):  # Python 3.11 raises the latter for links in a circle
        return None


def _file(
    request: HttpRequest, folder: Path, path: str, content_type: str, cached: str
) -> HttpResponse:
    file = opened(folder, path)
    if not file:
        return refusal()
    with file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            return refusal()
        headers = {"Content-Type": content_type, **_headers(status, cached)}
        response = HttpResponse(headers=headers)
        met = _conditional(request, response, int(status.st_mtime))
        if met is response and request.method != "HEAD":
            # Not streamed: a deadline for the whole answer keeps threads from slow readers.
            response.content = file.read()
        return met


def _headers(status: os.stat_result, cached: str) -> dict[str, str]:
    return {
        "Cache-Control": cached,
        "Content-Length": str(status.st_size),
        "ETag": _etag(status),
        "Last-Modified": formatdate(status.st_mtime, usegmt=True),
    }


def _etag(status: os.stat_result) -> str:
    """
    Tell one content from another by the file it is in.

    A file in a build never changes, and one that stays the same from build to build stays
    the same file by a hard link. The index knows a checksum, but is 70,000 lines long.
    """
    parts = (status.st_ino, status.st_mtime_ns, status.st_size)
    return '"' + "-".join(f"{part:x}" for part in parts) + '"'


def _conditional(
    request: HttpRequest, response: HttpResponse, modified: int
) -> HttpResponse:
    """
    Answer 304 to a caller who has the file.

    Django takes every later date for the same file. After a rollback time has run
    backwards, and the caller would keep the file that was taken back.
    """
    since = request.headers.get("If-Modified-Since", "")
    is_other = bool(since) and parse_http_date_safe(since) != modified
    met = get_conditional_response(
        request,
        etag=response.headers["ETag"],
        last_modified=None if is_other else modified,
        response=response,
    )
    return met or response
