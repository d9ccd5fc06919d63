"""How a figure is held against the most that it may be."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from benchmarks.results import Row, less_is_better
from wordpress.local.folders import PROJECT

PROGRAM = "benchmarks.integrations.program"


def at_most(
    table: str, name: str, figure: float, most: float, unit: str, *, errors: int = 0
) -> Row:
    """`ratio` says how many times the figure fits into the most that it may be."""
    ratio = less_is_better(max(figure, 0.001), most)
    return Row(table, name, figure, most, unit, ratio, 1, errors=errors)


def program(environment: Mapping[str, str], *arguments: object) -> Any:
    """Run a verb of program.py, and return what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", PROGRAM, *map(str, arguments)],
        cwd=PROJECT,
        env={**environment},
        stdout=subprocess.PIPE,
        check=True,
    )
    return json.loads(done.stdout)
