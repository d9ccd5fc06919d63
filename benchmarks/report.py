"""The results for readers: Markdown tables, and a plot of how far the goals are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from benchmarks.results import Row, commit, machine

BEGIN, END = "<!-- results -->", "<!-- end of results -->"
HEAD = "| {} | ours | peer | unit | ratio | without WordPress | goal | errors, ours / peer |"
REACHED = {True: "reached", False: "**not reached**", None: ""}


def tables(rows: Sequence[Row], note: str) -> str:
    lines = [f"Measured on {machine()}; commit {commit()}. {note}"]
    for table, members in groupby(rows, lambda row: row.table):
        lines += ["", HEAD.format(table), "|---" * 8 + "|"]
        lines += [_line(row) for row in members]
    return "\n".join(lines) + "\n"


def _line(row: Row) -> str:
    goal = "" if row.goal is None else f"{row.goal:g} {REACHED[row.reached]}"
    errors = f"{row.errors} / {row.peers_errors}" if row.peers_errors else row.errors
    ratio = f"**{row.ratio:.2f}**"
    figures = [_figure(row.ours), _figure(row.peer), row.unit, ratio]
    rest = [_figure(row.without_wordpress), goal, errors]
    return f"| {' | '.join(str(cell) for cell in [row.name, *figures, *rest])} |"


def _figure(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def write_between_marks(file: Path, text: str) -> None:
    """Put the results into the page, and leave the words around them."""
    before, _, rest = file.read_text().partition(BEGIN)
    after = rest.partition(END)[2]
    file.write_text(f"{before}{BEGIN}\n{text}{END}{after}")


def draw(file: Path, rows: Sequence[Row]) -> None:
    """Draw each ratio as a share of its goal, on a scale on which a half is as far as a double."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "restart-registry"  # same figures, same bytes
    matplotlib.rcParams["svg.fonttype"] = (
        "none"  # text that can be searched and read out
    )
    from matplotlib import pyplot

    labels, shares = zip(*_shares(rows), strict=True)
    figure, axes = pyplot.subplots(figsize=(10, 0.32 * len(labels) + 1))
    colours = ["#2a7f62" if share >= 1 else "#b3541e" for share in shares]
    bars = axes.barh(labels, shares, color=colours)
    axes.bar_label(bars, [f"{share:.2f}" for share in shares], padding=3, fontsize=8)
    axes.axvline(1, color="black", linewidth=1)
    axes.set_xscale("log")
    axes.margins(x=0.15)
    axes.invert_yaxis()
    axes.set_xlabel("ratio to the peer, as a share of the goal (1: reached)")
    figure.savefig(file, bbox_inches="tight", metadata={"Date": None})
    pyplot.close(figure)


def _shares(rows: Sequence[Row]) -> Iterator[tuple[str, float]]:
    for row in rows:
        if row.goal is not None:
            yield f"{row.table}: {row.name}", max(row.ratio / row.goal, 0.01)
