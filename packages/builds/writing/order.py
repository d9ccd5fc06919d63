"""What is to be built, and how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from packages.builds import plan
from packages.builds.plan import Rule


@dataclass(frozen=True, kw_only=True)
class Order:
    id: str
    folder: Path  # there is none yet
    inputs: str  # hash of the settings that reach the files
    previous: Path | None = None  # the build that files are taken from
    rule: Rule = plan.everything
    is_full: bool = False  # nothing is taken from the previous build but times
    names: Sequence[str] = ()  # of the packages; none: all
    partial: bool = False
    rollback_of: str = ""
    processes: int = 1
