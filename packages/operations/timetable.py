"""What `serve --with-scheduler` runs, and how often: the same as the timers of deploy/systemd."""

from __future__ import annotations

from typing import NamedTuple

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR


class Job(NamedTuple):
    command: tuple[str, ...]
    every: float  # seconds, from one beginning to the next
    first: float = 0  # seconds after the start: what is restarted often misses nothing
    jitter: int = 0  # seconds at most, so that WordPress.org isn't asked by all at once

    @property
    def name(self) -> str:
        return self.command[0]


TIMETABLE = (
    Job(("pipeline", "--discover-source", "svn"), every=5 * MINUTE, jitter=30),
    Job(("aggregate_installs",), every=HOUR, first=MINUTE),
    Job(("check_status",), every=HOUR, first=10 * MINUTE),
    Job(("backfill_history",), every=HOUR, first=20 * MINUTE),
    Job(("clearsessions",), every=DAY, first=30 * MINUTE),
)
