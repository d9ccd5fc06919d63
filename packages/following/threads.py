"""Threads ask; what they hear is taken, and written, by the one who started them."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from multiprocessing.pool import ThreadPool
from typing import TypeVar

from packages.progress import Progress

Item = TypeVar("Item")
Result = TypeVar("Result")

COMMIT = 100  # answers in one transaction


def in_threads(
    function: Callable[[Item], Result],
    items: Sequence[Item],
    threads: int,
    progress: Progress,
) -> Generator[Result, None, None]:
    """
    Yield results as they come. What a thread raises is raised here, and ends it all.

    Its threads are daemons: a command that is told to end waits for nobody's answer.
    """
    with ThreadPool(min(threads, len(items)) or 1) as pool:
        for done, result in enumerate(pool.imap_unordered(function, items), 1):
            progress(done, len(items))
            yield result


def batches(results: Iterable[Result]) -> Iterator[list[Result]]:
    """Yield what may be committed together, also what came before an exception."""
    batch: list[Result] = []
    try:
        for result in results:
            batch.append(result)
            if len(batch) == COMMIT:
                yield batch
                batch = []
    except Exception:
        yield batch
        raise
    yield batch
