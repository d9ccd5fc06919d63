"""Table 3: a page of 100 gifts, and the cold start."""

from __future__ import annotations

import http.client
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from statistics import median
from urllib.parse import urlsplit

from benchmarks import servers
from benchmarks.api import calls
from benchmarks.data import LARGE
from benchmarks.load import ask
from benchmarks.results import Row, less_is_better
from benchmarks.setting import Setting
from wordpress.local.folders import PROJECT

TABLE = "beyond single calls"


def page_of_100(where: Setting) -> Iterator[Row]:
    """Load a page's gifts as each side's plugin does: in one call, or one by one."""
    where.set_delay(0.03)
    folder, environment = where.folder, where.environment
    page = [calls.plugins_page(LARGE)]
    one_by_one = [calls.get_item(number) for number in LARGE.item_ids]
    with (
        servers.ours(folder, environment) as ours,
        servers.peer(folder, environment) as peer,
    ):
        _wall(peer, one_by_one)  # imports, and who is who
        asked = where.calls_to_wordpress()
        _wall(ours, page)
        back = where.calls_to_wordpress() - asked
        pairs = [(_wall(ours, page), _wall(peer, one_by_one)) for _ in range(5)]
    mine, theirs = (median(seconds) for seconds in zip(*pairs, strict=True))
    ratio = less_is_better(mine, theirs)
    name = "page of 100 gifts: 1 call, peer 100"
    yield Row(TABLE, name, mine * 1000, theirs * 1000, "ms", ratio, 50)
    yield Row(TABLE, "its calls to WordPress", back, 0, "calls", 1.0 * (not back), 1)


def _wall(url: str, page: list[calls.Call]) -> float:
    """Ask as WordPress's HTTP API does, which opens a connection for each call."""
    started = time.monotonic()
    for call in page:
        with closing(http.client.HTTPConnection(urlsplit(url).netloc)) as connection:
            if not ask(connection, call):
                raise ValueError(f"{url} gave a wrong answer to {call.target}")
    return time.monotonic() - started


def cold_start(where: Setting) -> Iterator[Row]:
    where.set_delay(0)
    times = 4 if where.is_quick else 15
    pairs = [(_first(where, "zappa"), _first(where, "peer")) for _ in range(times)]
    ours, peer = (median(seconds) * 1000 for seconds in zip(*pairs[1:], strict=True))
    name = "cold start to the first item (at most 0.8 of the peer's)"
    yield Row(TABLE, name, ours, peer, "ms", less_is_better(ours, peer), 1.25)


def _first(where: Setting, side: str) -> float:
    command = [sys.executable, "-m", "benchmarks.api.first_item", side]
    started = time.monotonic()
    subprocess.run(command, cwd=PROJECT, env=where.environment, check=True)
    return time.monotonic() - started
