"""What several processes count in files is counted in full, and ends in time."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest import mock

import pytest

from restart_registry.caches.shared_counts import SharedCounts

COUNTERS, TIMES = 4, 50


def count(folder: Path) -> None:
    counts = SharedCounts(str(folder), {})
    for _ in range(TIMES):
        counts.add("refusals", 0, 60)
        counts.incr("refusals")


def test_nobody_is_missed_when_all_count_at_once(tmp_path: Path) -> None:
    with ThreadPoolExecutor(COUNTERS) as threads:
        for one in [threads.submit(count, tmp_path) for _ in range(COUNTERS)]:
            one.result()

    assert SharedCounts(str(tmp_path), {}).get("refusals") == COUNTERS * TIMES


def test_counting_on_does_not_put_off_the_end(tmp_path: Path) -> None:
    counts = SharedCounts(str(tmp_path), {})
    counts.add("refusals", 0, 60)
    now = time.time()

    with mock.patch("time.time", return_value=now + 50):
        assert counts.incr("refusals") == 1
    with mock.patch("time.time", return_value=now + 61):
        with pytest.raises(ValueError, match="not found"):
            counts.incr("refusals")
        assert counts.add("refusals", 0, 60)
