"""What has to be done for each package: an old index and the rows are merged, as two sorted streams."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from itertools import islice
from typing import Protocol, TypeVar

from packages.builds import snapshot
from packages.builds.index import IndexEntry
from packages.builds.snapshot import Summary
from packages.builds.writing.chunk import Task
from packages.models.package import Vendor

CHUNK = 250  # packages that a worker is given at a time


class Action(Enum):
    KEEP = "keep"  # its files are those of the previous build
    WRITE = "write"
    LEAVE_OUT = "leave out"


Rule = Callable[[Summary, IndexEntry | None], Action]


def what_changed(package: Summary, old: IndexEntry | None) -> Action:
    is_same = old is not None and old.input_hash == package.input_hash
    return Action.KEEP if is_same else Action.WRITE


def everything(package: Summary, old: IndexEntry | None) -> Action:
    return Action.WRITE


def as_it_was(package: Summary, old: IndexEntry | None) -> Action:
    """Keep what is open; but nothing that was closed comes back by a rollback."""
    if is_as_now(package) or (old and not old.is_open):
        return Action.WRITE
    return Action.KEEP if old else Action.LEAVE_OUT


def is_as_now(package: Summary) -> bool:
    """Tell whether a rollback has a package as it is now, whatever it was."""
    return not package.is_open or package.name.startswith(f"{Vendor.OURS}/")


def tasks(
    index: Iterator[IndexEntry], packages: Iterator[Summary], rule: Rule
) -> Iterator[list[Task]]:
    """Yield the work by name, in chunks: no more than one is in memory."""
    pairs = merged(index, packages)
    while chunk := list(islice(pairs, CHUNK)):
        yield _chunk(chunk, rule)


class Named(Protocol):
    @property
    def name(self) -> str: ...


Old = TypeVar("Old", bound=Named)
New = TypeVar("New", bound=Named)


def merged(
    index: Iterator[Old], packages: Iterator[New]
) -> Iterator[tuple[Old | None, New | None]]:
    """Yield pairs of one name, by name; one side is None where it hasn't the name."""
    old, new = next(index, None), next(packages, None)
    while old or new:
        if new is None or (old and old.name < new.name):
            yield old, None
            old = next(index, None)
        elif old is None or new.name < old.name:
            yield None, new
            new = next(packages, None)
        else:
            yield old, new
            old, new = next(index, None), next(packages, None)


def _chunk(
    pairs: Sequence[tuple[IndexEntry | None, Summary | None]], rule: Rule
) -> list[Task]:
    decided = [(old, new, rule(new, old) if new else None) for old, new in pairs]
    wanted = [new.pk for _, new, action in decided if new and action is Action.WRITE]
    rows = snapshot.rows(wanted) if wanted else {}
    return [
        Task(old, rows.get(new.pk), new.input_hash, new.is_open, action is Action.KEEP)
        if new
        else Task(old)
        for old, new, action in decided
    ]
