"""The geometry of a bar chart in SVG; its template only prints what is worked out here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

HEIGHT = 100  # pixels
LEAST = 2  # pixels: a small number must not look like none
FILLED = 0.75  # of a bar's share of the width


@dataclass(frozen=True)
class Bar:
    date: date
    value: int
    x: str  # in per cent: the chart is as wide as its place
    width: str
    y: int
    height: int


@dataclass(frozen=True)
class Plot:
    name: str
    bars: list[Bar]
    height: int = HEIGHT

    @property
    def highest(self) -> int:
        return max(bar.value for bar in self.bars)

    @property
    def total(self) -> int:
        return sum(bar.value for bar in self.bars)


def plot(name: str, values: Mapping[date, int]) -> Plot:
    share, highest = 100 / len(values), max(values.values())
    bars = []
    for place, (day, value) in enumerate(values.items()):
        height = max(LEAST, round(HEIGHT * value / highest)) if value else 0
        x = share * (place + (1 - FILLED) / 2)
        width = f"{share * FILLED:.2f}%"
        bars.append(Bar(day, value, f"{x:.2f}%", width, HEIGHT - height, height))
    return Plot(name, bars)
