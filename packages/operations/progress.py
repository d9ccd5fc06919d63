"""How far a command is: a bar for those who watch, a line now and then for the log."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from tqdm import tqdm

from packages.progress import Progress

SECONDS = 30

logger = logging.getLogger(__name__)


@contextmanager
def shown(description: str) -> Iterator[Progress]:
    if not sys.stderr.isatty():
        yield _Logged(description)
        return
    with ExitStack() as stack:
        bars: list[Any] = []  # none before there is something to show

        def show(done: int, total: int) -> None:
            if not bars:
                bars.append(stack.enter_context(tqdm(desc=description, total=total)))
            [bar] = bars
            bar.total = total
            bar.update(done - bar.n)
            if done == total:
                bar.refresh()

        yield show


class _Logged:
    def __init__(self, description: str) -> None:
        self.description = description
        self.next = time.monotonic() + SECONDS

    def __call__(self, done: int, total: int) -> None:
        if time.monotonic() >= self.next:
            self.next = time.monotonic() + SECONDS
            logger.info("%s: %d of %d", self.description, done, total)
