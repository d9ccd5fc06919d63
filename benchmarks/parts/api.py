"""The API against its peer."""

from __future__ import annotations

from benchmarks.api import beyond, growth, in_process, over_http, waiting
from benchmarks.setting import Step


def steps() -> dict[str, Step]:
    return {
        "in process": in_process.measure,
        "over HTTP": over_http.measure,
        "a page of gifts": beyond.page_of_100,
        "cold start": beyond.cold_start,
        "a hanging WordPress": waiting.hanging,
        "a large table": growth.large_table,
    }
