"""`metadata/changes.json`: what mirrors have to fetch again."""

from __future__ import annotations

import time
from typing import Any

from django.db.models import Max
from django.http import HttpRequest, HttpResponse

from packages.models import MetadataChange
from packages.pages.views import RepositoryView, answer

A_DAY = 24 * 60 * 60 * 1000  # milliseconds
# After half a day without a change, mirrors are given a later time: a day after that
# change, it would make them fetch everything, each time they ask.
QUIET = A_DAY // 2
DIGITS = 18  # of a number that SQLite can hold, and of a time long after us
MISTAKE = (
    "Say since when by ?since=MILLISECONDS: the `timestamp` of the answer before, or at "
    "first of this one."
)


class ChangesView(RepositoryView):
    def get(self, request: HttpRequest) -> HttpResponse:
        newest = MetadataChange.objects.aggregate(newest=Max("at_ms"))["newest"]
        now = time.time_ns() // 1_000_000
        timestamp = now if newest is None else max(newest, now - QUIET)
        since = _since(request.GET.get("since", ""))
        if since is None:
            return answer({"timestamp": timestamp, "error": MISTAKE})
        actions = [_resync(now)] if since < now - A_DAY else _actions(since, timestamp)
        return answer(
            {"timestamp": timestamp} | ({"actions": actions} if actions else {})
        )


def _since(text: str) -> int | None:
    if not (text.isascii() and text.isdigit()):
        return None
    return int(text.lstrip("0")[:DIGITS] or "0")


def _resync(now: int) -> dict[str, Any]:
    return _action("resync", "*", now)


def _actions(since: int, newest: int) -> list[dict[str, Any]]:
    """Return the last change of each package, up to the newest that was there before."""
    changes = MetadataChange.objects.filter(at_ms__gt=since, at_ms__lte=newest)
    rows = changes.order_by("at_ms", "id").values_list("name", "action", "at_ms")
    last = {name: (action, at_ms) for name, action, at_ms in rows.iterator()}
    return [
        _action(action, name, at_ms) for name, (action, at_ms) in sorted(last.items())
    ]


def _action(action: str, package: str, at_ms: int) -> dict[str, Any]:
    return {"type": action, "package": package, "time": at_ms // 1000}
