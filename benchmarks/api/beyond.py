"""Table 3: a page of 100 gifts, the cold start, a hanging WordPress, a large table."""

from __future__ import annotations

import http.client
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from statistics import median
from urllib.parse import urlsplit

from benchmarks import servers
from benchmarks.api import calls
from benchmarks.api.rows import GROWING
from benchmarks.api.sides import in_turns, workers
from benchmarks.data import LARGE, ROWS, SMALL
from benchmarks.load import Tally, ask, load
from benchmarks.results import Row, less_is_better
from benchmarks.setting import Setting, setting
from wordpress.local.folders import PROJECT

TABLE = "beyond single calls"
WAITING = 200
HANGS = 60.0  # seconds, longer than anybody waits
CALM = 0.8  # what "unchanged" allows for noise
TEN_MILLION, QUICK_ROWS = 10_000_000, 200_000


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
        _wall(ours, page), _wall(peer, one_by_one)  # imports and caches
        asked = where.calls_to_wordpress()
        pairs = [(_wall(ours, page), _wall(peer, one_by_one)) for _ in range(5)]
        back = where.calls_to_wordpress() - asked
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


def hanging(where: Setting) -> Iterator[Row]:
    where.set_delay(0)
    seconds = 3.0 if where.is_quick else 15.0
    with servers.ours(where.folder, where.environment) as url:
        load(url, lambda: calls.registrys_items(SMALL), clients=1, seconds=0.3)
        calm = _others(url, seconds)
        where.set_delay(HANGS)
        waiting = _wait(url, WAITING, seconds)
        hung = _others(url, seconds)
    for thread in waiting:  # the server has ended, so that nobody waits any longer
        thread.join()
    where.set_delay(0)
    ratio = less_is_better(hung.p99(), calm.p99())
    ours, peer = hung.p99() * 1000, _peers_health(where) * 1000
    name = f"p99 of others while {WAITING} wait for WordPress, against calm; peer: its /health with 1"
    yield Row(TABLE, name, ours, peer, "ms", ratio, CALM, errors=hung.wrong)


def _others(url: str, seconds: float) -> Tally:
    return load(url, calls.get_item, clients=2, seconds=seconds, pause=0.02)


def _wait(url: str, clients: int, seconds: float) -> list[threading.Thread]:
    """Start requests that need WordPress; whoever is sent away comes back in a second."""
    options = {"clients": 1, "seconds": seconds, "pause": 1}
    call = calls.registrys_items(SMALL)
    threads = [
        threading.Thread(target=load, args=(url, lambda: call), kwargs=options)
        for _ in range(clients)
    ]
    for thread in threads:
        thread.start()
    time.sleep(1)  # all have arrived
    return threads


def _peers_health(where: Setting) -> float:
    with servers.peer(where.folder, where.environment) as url:
        load(url, lambda: calls.registrys_items(SMALL), clients=1, seconds=0.3)
        where.set_delay(HANGS)
        waiting = _wait(url, 1, 0.5)
        tally = load(url, calls.health, clients=1, seconds=0.1)
    for thread in waiting:
        thread.join()
    where.set_delay(0)
    return max(tally.latencies)


def large_table(where: Setting) -> Iterator[Row]:
    rows = QUICK_ROWS if where.is_quick else TEN_MILLION
    rounds, times = (3, 20) if where.is_quick else (15, 60)
    with (
        setting(is_quick=where.is_quick, rows=rows) as large,
        workers(
            {"small": ("ours", where.environment), "large": ("ours", large.environment)}
        ) as started,
    ):
        for row in GROWING:
            costs = in_turns(started, row, rounds=rounds, times=times)
            small, big = costs["small"], costs["large"]
            ours, before = big.cpu - big.wordpress, small.cpu - small.wordpress
            name = f"{row}: {rows:,} rows against {ROWS:,} (at most 1.3)"
            ratio, errors = less_is_better(ours, before), big.errors + small.errors
            yield Row(TABLE, name, ours, before, "µs CPU", ratio, 0.77, errors=errors)
