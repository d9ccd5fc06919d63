"""Table 2: requests a second over HTTP, while WordPress takes its time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack

from benchmarks import servers
from benchmarks.api.rows import OVER_HTTP, OverHttp
from benchmarks.load import Tally, load
from benchmarks.results import Row, more_is_better
from benchmarks.setting import Setting

WORDPRESS_SECONDS = 0.03
CLIENTS = 32
UNIT = "requests/s"


def measure(setting: Setting) -> Iterator[Row]:
    setting.set_delay(WORDPRESS_SECONDS)
    with ExitStack() as stack:
        folder, environment = setting.folder, setting.environment
        urls = {
            "ours": stack.enter_context(servers.ours(folder, environment)),
            "1 worker": stack.enter_context(servers.peer(folder, environment)),
            "2 workers": stack.enter_context(
                servers.peer(folder, environment, workers=2)
            ),
        }
        for row in OVER_HTTP:
            yield from _rows(row, in_turns(urls, row, is_quick=setting.is_quick))


def in_turns(
    urls: Mapping[str, str], row: OverHttp, *, is_quick: bool
) -> dict[str, Tally]:
    rounds, seconds = (2, 1.5) if is_quick else (5, 8)
    tallies = {name: Tally() for name in urls}
    for url in urls.values():
        load(url, row.call, clients=4, seconds=0.3)  # who is who is known then
    for _ in range(rounds):
        for name, url in urls.items():
            tallies[name].add(load(url, row.call, clients=CLIENTS, seconds=seconds))
    return tallies


def _rows(row: OverHttp, tallies: Mapping[str, Tally]) -> Iterator[Row]:
    ours = tallies["ours"]
    for workers, goal in (("1 worker", row.goal), ("2 workers", row.goal_of_two)):
        peer = tallies[workers]
        ratio = more_is_better(ours.rate, peer.rate)
        yield Row(
            f"over HTTP, {CLIENTS} clients",
            f"{row.name}, peer with {workers}",
            ours.rate,
            peer.rate,
            UNIT,
            ratio,
            goal,
            errors=ours.wrong,
            peers_errors=peer.errors,
        )
