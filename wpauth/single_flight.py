from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Generic, TypeVar

T = TypeVar("T")


class SingleFlight(Generic[T]):
    """
    Lets one of several threads that want the same thing at once fetch it for all.

    The others get its result, or the exception that it raised: nobody waits twice.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._flights: dict[str, Future[T]] = {}

    def run(self, key: str, fetch: Callable[[], T]) -> T:
        with self._lock:
            flight = self._flights.get(key)
            if first := flight is None:
                flight = self._flights[key] = Future()
        if first:
            self._fly(key, flight, fetch)
        return flight.result()

    def _fly(self, key: str, flight: Future[T], fetch: Callable[[], T]) -> None:
        try:
            flight.set_result(fetch())
        except BaseException as exc:
            flight.set_exception(exc)
        finally:
            with self._lock:
                del self._flights[key]
