"""The stages of zappa_settings.json, as Zappa reads them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]
SETTINGS = PROJECT / "zappa_settings.json"


def stage_settings(stage: str, file: Path = SETTINGS) -> dict[str, Any]:
    """`extends` is shallow: a dictionary of the stage replaces that of the base."""
    stages = json.loads(file.read_text())
    if stage not in stages or stage == "base":
        names = ", ".join(sorted(set(stages) - {"base"}))
        sys.exit(f"zappa_settings.json has no stage {stage!r}. It has: {names}.")
    return {**stages[stages[stage].get("extends", stage)], **stages[stage]}


def function_name(stage: str, settings: dict[str, Any]) -> str:
    """The Lambda function, its gateway and its CloudFormation stack have one name."""
    return f"{settings['project_name']}-{stage}"
