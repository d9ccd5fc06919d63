"""Work in other processes: in order, and never more at a time than fits in memory."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from packages.exceptions import PackagesError

WINDOW = 3  # pieces of work for each process: one is done, the others wait
MOST = 4  # processes, unless somebody asks for more

Work = TypeVar("Work")
Result = TypeVar("Result")


def processes_of_this_machine() -> int:
    return min(os.cpu_count() or 1, MOST)


def in_order(
    function: Callable[[Work], Result], works: Iterable[Work], processes: int
) -> Iterator[Result]:
    """Yield the results, in the order of the work. One process: it is this one."""
    if processes == 1:
        yield from map(function, works)
        return
    # Not `fork`: a copy of this process would hold its connection and its threads.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["__main__", "packages.builds.writing.chunk"])
    pool = ProcessPoolExecutor(processes, context, _begin)
    try:
        yield from _windowed(pool, function, works, processes * WINDOW)
    except BrokenProcessPool as exc:
        raise PackagesError(
            "A process of the build was killed, perhaps because memory ran out. "
            "Run it again with fewer `--processes`."
        ) from exc
    finally:
        pool.shutdown(cancel_futures=True)


def _windowed(
    pool: ProcessPoolExecutor,
    function: Callable[[Work], Result],
    works: Iterable[Work],
    size: int,
) -> Iterator[Result]:
    waiting: deque[Future[Result]] = deque()
    for work in works:
        waiting.append(pool.submit(function, work))
        if len(waiting) == size:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it, and ends us
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A parent that was killed tells nobody: its workers would wait for ever."""
    if parent := multiprocessing.parent_process():
        parent.join()
    os._exit(1)
