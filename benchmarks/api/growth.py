"""Table 3: what a table of 10,000,000 rows costs."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.api.beyond import TABLE
from benchmarks.api.rows import GROWING
from benchmarks.api.sides import in_turns, workers
from benchmarks.data import ROWS
from benchmarks.results import Row, less_is_better
from benchmarks.setting import Setting, setting

TEN_MILLION, QUICK_ROWS = 10_000_000, 200_000


def large_table(where: Setting) -> Iterator[Row]:
    rows = QUICK_ROWS if where.is_quick else TEN_MILLION
    rounds, times = (3, 20) if where.is_quick else (15, 60)
    with (
        setting(is_quick=where.is_quick, rows=rows) as large,
        workers(
            {"small": ("ours", where.environment), "large": ("ours", large.environment)}
        ) as started,
    ):
        for row in GROWING:
            costs = in_turns(started, row, rounds=rounds, times=times)
            small, big = costs["small"], costs["large"]
            ours, before = big.cpu - big.wordpress, small.cpu - small.wordpress
            name = f"{row}: {rows:,} rows against {ROWS:,} (at most 1.3)"
            ratio, errors = less_is_better(ours, before), big.errors + small.errors
            yield Row(TABLE, name, ours, before, "µs CPU", ratio, 0.77, errors=errors)
