"""The rows of the tables: a name, a request, a goal."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from benchmarks.api import calls
from benchmarks.api.calls import Call
from benchmarks.cast import ADA, BOB, EVE, SITE_ACCOUNT
from benchmarks.data import LARGE, SMALL


class InProcess(NamedTuple):
    name: str
    call: Callable[[], Call]
    goal: float
    peers_cpu: float = 0  # microseconds, as measured when the goals were set


class OverHttp(NamedTuple):
    name: str
    call: Callable[[], Call]
    goal: float  # against the peer with one worker
    goal_of_two: float | None


# Those that write come last: the lists hold the newest rows.
IN_PROCESS = [
    InProcess("/health", calls.health, 2),
    InProcess("GET item, the site's account", calls.get_item, 2.5, 650),
    InProcess("list of 100, owner", partial(calls.list_of_100, ADA), 5, 5100),
    InProcess("list of 100, administrator", partial(calls.list_of_100, EVE), 5),
    InProcess("registry's 20 items", partial(calls.registrys_items, SMALL), 2.5, 2600),
    InProcess("registry's 100 items", partial(calls.registrys_items, LARGE), 5),
    InProcess(
        "PUT item, the site's account",
        partial(calls.put_item, SITE_ACCOUNT),
        1,
        2050,
    ),
    InProcess("PUT item, owner", partial(calls.put_item, ADA), 0.5),
    InProcess(
        "POST item, the site's account",
        partial(calls.post_item, SITE_ACCOUNT),
        0.8,
        2000,
    ),
    InProcess("POST item, owner", partial(calls.post_item, BOB), 0.4),
]
OVER_HTTP = [
    OverHttp("registry's 20 items", partial(calls.registrys_items, SMALL), 20, 10),
    OverHttp("list of 100", partial(calls.list_of_100, ADA), 3, 1),
    OverHttp("GET item, the site's account", calls.get_item, 1.2, None),
    OverHttp("POST into a registry", calls.post_into_registry, 8, 4),
]
LAST_PAGE = "last page of an administrator's list, by `before`"
# What a table of 10,000,000 rows must not slow down.
GROWING = ["GET item, the site's account", "registry's 20 items", LAST_PAGE]

CALLS = {row.name: row.call for row in IN_PROCESS}
CALLS[LAST_PAGE] = partial(calls.last_page, EVE)
