"""
One side in a process of its own: `python -m benchmarks.api.worker SIDE`.

It reads the name of a row and a number of calls from each line of its input, and
writes what they cost.
"""

from __future__ import annotations

import json
import os
import sys
import time
from dataclasses import asdict, dataclass
from types import SimpleNamespace
from typing import Any

from benchmarks.api.events import body_of, event_of
from benchmarks.api.handlers import HANDLERS, Handler
from benchmarks.api.rows import CALLS

CONTEXT = SimpleNamespace(
    aws_request_id="bench",
    function_name="bench",
    memory_limit_in_mb="1769",
    get_remaining_time_in_millis=lambda: 30_000,
)


@dataclass
class Cost:
    """CPU in microseconds a call; `wordpress` is the part spent asking WordPress."""

    cpu: float = 0
    wordpress: float = 0
    asked: float = 0  # calls to WordPress
    errors: int = 0


class WordPressMeter:
    """Adds up what the clients of both sides take for asking WordPress."""

    def __init__(self) -> None:
        self.cpu, self.asked = 0.0, 0

    def wrap(self, client: Any, name: str) -> None:
        request = getattr(client, name)

        def metered(*args: Any, **kwargs: Any) -> Any:
            started = time.process_time()
            try:
                return request(*args, **kwargs)
            finally:
                self.cpu += time.process_time() - started
                self.asked += 1

        setattr(client, name, metered)


def measure(handler: Handler, row: str, times: int, meter: WordPressMeter) -> Cost:
    cost, meter.cpu, meter.asked = Cost(), 0.0, 0
    for _ in range(times):
        call = CALLS[row]()
        event = event_of(call)
        started = time.process_time()
        response = handler(event, CONTEXT)
        cost.cpu += time.process_time() - started
        cost.errors += not call.is_right(response["statusCode"], body_of(response))
    cost.cpu *= 1e6 / times
    cost.wordpress, cost.asked = meter.cpu * 1e6 / times, meter.asked / times
    return cost


def metered_clients() -> WordPressMeter:
    import httpx
    import requests

    meter = WordPressMeter()
    meter.wrap(requests.Session, "send")
    meter.wrap(httpx.Client, "request")
    return meter


def main() -> None:
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)  # what a library prints is no answer
    meter, handler = metered_clients(), HANDLERS[sys.argv[1]]()
    for line in sys.stdin:
        row, times = json.loads(line)
        answers.write(json.dumps(asdict(measure(handler, row, times, meter))) + "\n")


if __name__ == "__main__":
    main()
