"""Workers of both sides, and what they are asked in turn."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from statistics import median

from benchmarks.api.worker import Cost
from wordpress.local.folders import PROJECT


class Worker:
    """A process that measures one side."""

    def __init__(self, side: str, environment: Mapping[str, str]) -> None:
        self.side = side
        self.process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.api.worker", side],
            cwd=PROJECT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )

    def measure(self, row: str, times: int) -> Cost:
        assert self.process.stdin and self.process.stdout  # noqa: S101  # pipes
        self.process.stdin.write(json.dumps([row, times]) + "\n")
        answer = self.process.stdout.readline()
        if not answer:
            raise ChildProcessError(f"{self.side} ended at {row}")
        return Cost(**json.loads(answer))

    def stop(self) -> None:
        self.process.communicate()  # the end of its input is the end of its work


@contextmanager
def workers(
    sides: Mapping[str, tuple[str, Mapping[str, str]]],
) -> Iterator[dict[str, Worker]]:
    """Start a worker for each name: a side and its environment."""
    started: dict[str, Worker] = {}
    try:
        for name, (side, environment) in sides.items():
            started[name] = Worker(side, environment)
        yield started
    finally:
        for worker in started.values():
            worker.stop()


def in_turns(
    started: Mapping[str, Worker], row: str, *, rounds: int, times: int
) -> dict[str, Cost]:
    """Ask each in turn, so that a busy moment of the machine meets all."""
    costs: dict[str, list[Cost]] = {name: [] for name in started}
    for worker in started.values():
        worker.measure(row, 5)  # imports, connections, caches
    for _ in range(rounds):
        for name, worker in started.items():
            costs[name].append(worker.measure(row, times))
    return {name: middle(measured) for name, measured in costs.items()}


def middle(costs: Sequence[Cost]) -> Cost:
    return Cost(
        cpu=median(cost.cpu for cost in costs),
        wordpress=median(cost.wordpress for cost in costs),
        asked=median(cost.asked for cost in costs),
        errors=sum(cost.errors for cost in costs),
    )
