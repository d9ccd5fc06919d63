"""The rows of every table: a figure of each side, and how far the goal is."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wordpress.local.folders import PROJECT


@dataclass(frozen=True)
class Row:
    """`ratio` is above 1 where ours is better than what it is held against."""

    table: str
    name: str
    ours: float
    peer: float | None
    unit: str
    ratio: float
    goal: float | None = None
    without_wordpress: float | None = None  # the ratio without the calls to it
    errors: int = 0  # of ours
    peers_errors: str = ""

    @property
    def reached(self) -> bool | None:
        return None if self.goal is None else self.ratio >= self.goal

    def as_json(self) -> dict[str, Any]:
        return {
            "name": f"{self.table}: {self.name}",
            "ratio": round(self.ratio, 3),
            "goal": self.goal,
            "reached": self.reached,
            "ours": round(self.ours, 3),
            "peer": None if self.peer is None else round(self.peer, 3),
            "unit": self.unit,
        }


def less_is_better(ours: float, peer: float) -> float:
    return peer / ours if ours else float("inf")


def more_is_better(ours: float, peer: float) -> float:
    return ours / peer if peer else float("inf")


def machine() -> str:
    python = f"{platform.python_implementation()} {platform.python_version()}"
    load = os.getloadavg()[1]
    return f"{platform.machine()}, {os.cpu_count()} cores, {python}, load {load:.0f}"


def commit() -> str:
    command = ["git", "describe", "--always", "--dirty", "--exclude=*"]
    found = subprocess.run(
        command, cwd=PROJECT, capture_output=True, text=True, check=False
    )
    return found.stdout.strip()


def write_json(file: Path, rows: Sequence[Row]) -> None:
    results = {
        "machine": machine(),
        "commit": commit(),
        "rows": [row.as_json() for row in rows],
    }
    file.write_text(json.dumps(results, indent=2, ensure_ascii=False) + "\n")
