"""Tests that both sides give right answers to every row, and that wrong ones are seen."""

from __future__ import annotations

import pytest

from benchmarks import servers
from benchmarks.api import calls
from benchmarks.api.rows import CALLS, IN_PROCESS, LAST_PAGE
from benchmarks.api.sides import in_turns, workers
from benchmarks.data import SMALL
from benchmarks.load import load
from benchmarks.setting import Setting, setting


def sides(side: str, where: Setting) -> dict[str, tuple[str, dict[str, str]]]:
    return {side: (side, where.environment)}


@pytest.mark.parametrize("side", ["ours", "peer", "zappa"])
def test_each_side_answers_every_row(side: str) -> None:
    with setting(is_quick=True) as where, workers(sides(side, where)) as started:
        costs = {
            row.name: in_turns(started, row.name, rounds=1, times=2)[side]
            for row in IN_PROCESS
        }

    assert {row: cost.errors for row, cost in costs.items() if cost.errors} == {}
    assert all(cost.cpu > 0 for cost in costs.values())


def test_what_wordpress_costs_is_told_apart(where: Setting) -> None:
    with workers(sides("ours", where)) as started:
        row = "registry's 20 items"
        cost = in_turns(started, row, rounds=1, times=2)["ours"]

    assert cost.asked == 1
    assert 0 < cost.wordpress < cost.cpu


def test_rows_of_somebody_else_are_no_right_answer() -> None:
    call = calls.get_item(7)

    assert call.is_right(200, b'{"data": {"name": "Gift number 7"}}')
    assert not call.is_right(200, b'{"data": {"name": "Gift number 8"}}')
    assert not call.is_right(200, b"<html>")
    assert not call.is_right(503, b'{"data": {"name": "Gift number 7"}}')


def test_the_last_page_is_one_of_the_calls() -> None:
    assert CALLS[LAST_PAGE]().target == "/items?limit=100&before=101"


def test_an_error_under_load_counts_as_one(where: Setting) -> None:
    wrong = calls.Call("GET", f"/registries/{SMALL.id}/items", status=200)
    with servers.ours(where.folder, where.environment) as url:
        tally = load(url, lambda: wrong, clients=2, seconds=0.2)

    assert tally.wrong > 0
    assert tally.right == tally.rate == 0
    assert tally.errors == "100.0 %"
