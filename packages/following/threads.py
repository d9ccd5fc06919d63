from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from multiprocessing.pool import ThreadPool
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def in_threads(
    function: Callable[[Item], Result], items: Iterable[Item], threads: int
) -> Generator[Result, None, None]:
    """
    Yield results as they come. What a thread raises is raised here, and ends it all.

    Its threads are daemons: a command that is told to end waits for nobody's answer.
    """
    with ThreadPool(threads) as pool:
        yield from pool.imap_unordered(function, items)
