"""Table 3: what everybody else notices while WordPress hangs."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterator
from typing import Any

from benchmarks import servers
from benchmarks.api import calls
from benchmarks.api.beyond import TABLE
from benchmarks.data import SMALL
from benchmarks.load import Tally, load
from benchmarks.results import Row, less_is_better
from benchmarks.setting import Setting

WAITING = 200
HANGS = 60.0  # seconds, longer than anybody waits
CALM = 0.8  # what "unchanged" allows for noise


def hanging(where: Setting) -> Iterator[Row]:
    where.set_delay(0)
    seconds = 3.0 if where.is_quick else 15.0
    with servers.ours(where.folder, where.environment) as url:
        load(url, lambda: calls.registrys_items(SMALL), clients=1, seconds=0.3)
        calm = _others(url, seconds)
        where.set_delay(HANGS)
        waiting = _wait(url, WAITING, seconds + 1)
        hung = _others(url, seconds)
    waiting.join()  # the server has ended, so that nobody waits any longer
    where.set_delay(0)
    ratio = less_is_better(hung.p99(), calm.p99())
    ours, peer = hung.p99() * 1000, _peers_health(where) * 1000
    name = f"p99 of others while {WAITING} wait for WordPress, against calm; peer: its /health with 1"
    yield Row(TABLE, name, ours, peer, "ms", ratio, CALM, errors=hung.wrong)


def _others(url: str, seconds: float) -> Tally:
    return load(url, calls.get_item, clients=2, seconds=seconds, pause=0.02)


def _wait(url: str, clients: int, seconds: float) -> Any:
    """Start clients that need WordPress, where they don't slow down those who measure."""
    spawn = multiprocessing.get_context("spawn")
    began = spawn.Event()
    process = spawn.Process(target=_crowd, args=(url, clients, seconds, began))
    process.start()
    began.wait()
    time.sleep(1)  # all have arrived
    return process


def _crowd(url: str, clients: int, seconds: float, began: Any) -> None:
    """Ask; whoever is sent away comes back in a second."""
    call = calls.registrys_items(SMALL)
    began.set()
    load(url, lambda: call, clients=clients, seconds=seconds, pause=1)


def _peers_health(where: Setting) -> float:
    with servers.peer(where.folder, where.environment) as url:
        load(url, lambda: calls.registrys_items(SMALL), clients=1, seconds=0.3)
        where.set_delay(HANGS)
        waiting = _wait(url, 1, 0.5)
        tally = load(url, calls.health, clients=1, seconds=0.1)
    waiting.join()
    where.set_delay(0)
    return max(tally.latencies)
