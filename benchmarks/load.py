"""Many clients at once, each with a connection of its own."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from benchmarks.api.calls import Call

TIMEOUT = 60  # seconds


@dataclass
class Tally:
    right: int = 0
    wrong: int = 0
    seconds: float = 0
    latencies: list[float] = field(default_factory=list)  # seconds

    @property
    def rate(self) -> float:
        """Right answers a second: an error is no answer."""
        return self.right / self.seconds if self.seconds else 0

    @property
    def errors(self) -> str:
        return f"{100 * self.wrong / ((self.right + self.wrong) or 1):.1f} %"

    def p99(self) -> float:
        ordered = sorted(self.latencies)
        return ordered[int(0.99 * (len(ordered) - 1))] if ordered else float("inf")

    def add(self, other: Tally) -> None:
        self.right += other.right
        self.wrong += other.wrong
        self.seconds += other.seconds
        self.latencies += other.latencies


def load(
    url: str,
    call: Callable[[], Call],
    *,
    clients: int,
    seconds: float,
    pause: float = 0,
) -> Tally:
    """Ask until the time is over; answers that come later still count, and their time."""
    total, lock = Tally(), threading.Lock()
    started = time.monotonic()

    def client() -> None:
        own = _one_client(url, call, started + seconds, pause)
        with lock:
            total.add(own)

    threads = [threading.Thread(target=client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    total.seconds = time.monotonic() - started
    return total


def _one_client(
    url: str, call: Callable[[], Call], deadline: float, pause: float
) -> Tally:
    tally = Tally()
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=TIMEOUT)
    while time.monotonic() < deadline:
        started = time.monotonic()
        if ask(connection, call()):
            tally.right += 1
        else:
            tally.wrong += 1
        tally.latencies.append(time.monotonic() - started)
        time.sleep(pause)
    connection.close()
    return tally


def ask(connection: http.client.HTTPConnection, call: Call) -> bool:
    """Return whether the answer is right."""
    try:
        connection.request(call.method, call.target, call.text or None, call.headers)
        response = connection.getresponse()
        return call.is_right(response.status, response.read())
    except (OSError, http.client.HTTPException):
        connection.close()  # the next request opens it again
        return False
