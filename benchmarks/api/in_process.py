"""Table 1: the CPU of one call, through an adapter for Lambda."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from benchmarks.api.rows import IN_PROCESS, InProcess
from benchmarks.api.sides import in_turns, workers
from benchmarks.api.worker import Cost
from benchmarks.results import Row, less_is_better
from benchmarks.setting import Setting

TABLE = "in process"
UNIT = "µs CPU"
SIDES = ("ours", "peer", "zappa")
MOST_FOR_ZAPPA = 150  # microseconds a call


def measure(setting: Setting) -> Iterator[Row]:
    rounds, times = (3, 20) if setting.is_quick else (15, 60)
    sides = {side: (side, setting.environment) for side in SIDES}
    measured: dict[str, dict[str, Cost]] = {}
    with workers(sides) as started:
        for row in IN_PROCESS:
            costs = in_turns(started, row.name, rounds=rounds, times=times)
            measured[row.name] = costs
            yield _against_peer(row, costs)
    yield zappas_handler(measured)
    yield from calibration(measured)


def _against_peer(row: InProcess, costs: Mapping[str, Cost]) -> Row:
    ours, peer = costs["ours"], costs["peer"]
    return Row(
        TABLE,
        row.name,
        ours.cpu,
        peer.cpu,
        UNIT,
        less_is_better(ours.cpu, peer.cpu),
        row.goal,
        without_wordpress=less_is_better(
            ours.cpu - ours.wordpress, peer.cpu - peer.wordpress
        ),
        errors=ours.errors + costs["zappa"].errors,
        peers_errors=str(peer.errors),
    )


def zappas_handler(measured: Mapping[str, Mapping[str, Cost]]) -> Row:
    """What it adds to the lightest calls, where it isn't lost in the noise."""
    lightest = ("/health", "GET item, the site's account")
    added = [
        measured[name]["zappa"].cpu - measured[name]["ours"].cpu for name in lightest
    ]
    ours = max(sum(added) / len(added), 1.0)
    ratio = less_is_better(ours, MOST_FOR_ZAPPA)
    name = f"Zappa's handler on top (at most {MOST_FOR_ZAPPA})"
    return Row(TABLE, name, ours, None, UNIT, ratio, 1)


HEALTH = "/health"
HEALTH_THEN = 567  # microseconds of the peer's when the goals were set


def calibration(measured: Mapping[str, Mapping[str, Cost]]) -> Iterator[Row]:
    """
    Show that the peer is the peer: its cost now, scaled by /health, against then.

    1 is the same; from 0.8 to 1.2 is what the goals allow for. Our own /health is no
    scale: it has become faster on the same machine.
    """
    scale = HEALTH_THEN / measured[HEALTH]["peer"].cpu
    for row in IN_PROCESS:
        if row.peers_cpu:
            now = measured[row.name]["peer"].cpu * scale
            ratio = now / row.peers_cpu
            table = "is the peer the peer? (its cost now, scaled; then)"
            yield Row(table, row.name, now, row.peers_cpu, UNIT, ratio)
