"""Tests of the arithmetic of ratios, and of the files that the results go into."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import results
from benchmarks.__main__ import write
from benchmarks.api.in_process import HEALTH, HEALTH_THEN, calibration
from benchmarks.api.rows import IN_PROCESS
from benchmarks.api.worker import Cost
from benchmarks.results import Row, less_is_better, more_is_better

FAST = Row("in process", "GET item", 500, 1500, "µs CPU", 3.0, 2.5)
SLOW = Row("over HTTP", "list of 100", 50, 100, "requests/s", 0.5, 3, errors=2)
SHOWN = Row("over HTTP", "no goal", 1, None, "requests/s", 1.0)


def test_above_1_ours_is_better() -> None:
    assert less_is_better(ours=500, peer=1500) == 3
    assert more_is_better(ours=300, peer=100) == 3
    assert more_is_better(ours=300, peer=0) == float("inf")


def test_a_goal_is_reached_at_its_value() -> None:
    at_goal = Row("t", "n", 1, 2.5, "ms", 2.5, 2.5)

    assert (at_goal.reached, SLOW.reached, SHOWN.reached) == (True, False, None)


def test_the_file_for_machines(tmp_path: Path) -> None:
    results.write_json(tmp_path / "benchmark.json", [FAST, SHOWN])

    written = json.loads((tmp_path / "benchmark.json").read_text())
    assert written.keys() == {"machine", "commit", "rows"}
    assert written["rows"][0] == {
        "name": "in process: GET item",
        "ratio": 3.0,
        "goal": 2.5,
        "reached": True,
        "ours": 500,
        "peer": 1500,
        "unit": "µs CPU",
    }
    assert written["rows"][1]["peer"] is written["rows"][1]["reached"] is None


def test_the_page_keeps_its_words_and_gets_the_table(tmp_path: Path) -> None:
    page = tmp_path / "benchmark.md"
    page.write_text("Before\n<!-- results -->\nold\n<!-- end of results -->\nAfter\n")

    for table in ("first\n", "second\n"):
        write("api", [FAST, SLOW], table, docs=tmp_path)

    assert page.read_text() == (
        "Before\n<!-- results -->\nsecond\n<!-- end of results -->\nAfter\n"
    )


def test_the_plot_names_every_row_that_has_a_goal(tmp_path: Path) -> None:
    page = tmp_path / "benchmark.md"
    page.write_text("<!-- results --><!-- end of results -->")

    write("api", [FAST, SLOW, SHOWN], "", docs=tmp_path)

    plot = (tmp_path / "benchmark.svg").read_text()
    assert "in process: GET item" in plot
    assert "over HTTP: list of 100" in plot
    assert "no goal" not in plot


def test_the_peer_is_the_same_on_a_machine_that_takes_twice_as_long() -> None:
    """However fast ours has become."""
    then = {row.name: row.peers_cpu for row in IN_PROCESS} | {HEALTH: HEALTH_THEN}
    measured = {
        name: {"ours": Cost(cpu=1), "peer": Cost(cpu=2 * cpu)}
        for name, cpu in then.items()
    }

    rows = list(calibration(measured))

    assert len(rows) >= 5
    assert {row.ratio for row in rows} == {1}


def test_a_part_that_does_not_exist_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from benchmarks.__main__ import main

    monkeypatch.setattr("sys.argv", ["bench", "nothing"])

    with pytest.raises(SystemExit):
        main()

    assert "choose from" in capsys.readouterr().err
