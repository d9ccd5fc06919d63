"""The API against its peer."""

from __future__ import annotations

from benchmarks.api import beyond, in_process, over_http
from benchmarks.setting import Step


def steps() -> dict[str, Step]:
    return {
        "in process": in_process.measure,
        "over HTTP": over_http.measure,
        "a page of gifts": beyond.page_of_100,
        "cold start": beyond.cold_start,
        "a hanging WordPress": beyond.hanging,
        "a large table": beyond.large_table,
    }
