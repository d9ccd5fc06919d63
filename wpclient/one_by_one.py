from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from api.exceptions import Conflict
from wpclient.exceptions import Refused, Unavailable, WordPressError

T = TypeVar("T")


def one_by_one(
    things: Iterable[T],
    act: Callable[[T], None],
    obstacles: tuple[type[Exception], ...] = (Conflict, WordPressError),
) -> Iterator[tuple[T, str]]:
    """
    Act on each thing and yield it with what stood in the way, or "" if nothing did.

    Raises Unavailable or Refused at once: all the others would fail the same way.
    """
    for thing in things:
        try:
            act(thing)
        except (Unavailable, Refused):
            raise
        except obstacles as exc:
            yield thing, str(exc)
        else:
            yield thing, ""
