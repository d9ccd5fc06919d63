"""What several processes count in files is counted in full, and ends in time."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest import mock

import pytest

from restart_registry.caches.shared_counts import WRITES, SharedCounts

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


def cost_of_counting(folder: Path) -> float:
    counts = SharedCounts(str(folder), {"OPTIONS": {"MAX_ENTRIES": 10_000}})
    began = time.process_time()
    for _ in range(2 * WRITES):
        counts.add("refusals", 0, 60)
        counts.incr("refusals")
    return time.process_time() - began


def test_counting_takes_no_longer_among_many_counts(tmp_path: Path) -> None:
    cost_of_counting(tmp_path)
    before = cost_of_counting(tmp_path)
    for number in range(5_000):
        (tmp_path / f"{number}.djcache").touch()

    assert cost_of_counting(tmp_path) < 4 * before


def test_the_folder_does_not_grow_without_end(tmp_path: Path) -> None:
    counts = SharedCounts(str(tmp_path), {"OPTIONS": {"MAX_ENTRIES": 500}})
    for number in range(10 * WRITES):
        counts.add(f"refusals-{number}", 0, 60)

    assert len(list(tmp_path.glob("*.djcache"))) < 500 + WRITES
