"""How long a function takes to start, beside one whose zip Zappa packed by itself."""

from __future__ import annotations

import json
import re
import shutil
import statistics
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from deploy.check.loopback.environments import Environment
from deploy.check.loopback.functions import Function
from deploy.check.loopback.gateway import Request, event_for
from deploy.check.places import CODE

STARTS = 3
# Compiling all of it again, as Zappa's own zip makes Python do, took two to three times as
# long (November 2026). A zip that comes closer than this has lost its bytecode.
MOST_OF_THE_BASELINE = 0.75
NOTHING = "def lambda_handler(event, context):\n    return {'statusCode': 200}\n"
IMPORT = re.compile(r"^import time:\s+(\d+) \|\s+\d+ \|\s+(\S+)$", re.MULTILINE)
SHOWN = 16


def check_cold_start(function: Function, stage: str) -> str:
    event = json.dumps(
        event_for(Request("GET", f"/api/{stage}/health", {}, b""), "abc")
    )
    configuration = function.configuration
    ours = _starts(function.code, configuration, event.encode())
    without = _starts(_without_bytecode(function.code), configuration, event.encode())
    nothing = _starts(_with_nothing(), configuration, b"{}")
    lines = [
        f"{'':26}{'init':>8}{'first answer':>15}{'memory':>10}",
        _row("this zip", ours),
        _row("as Zappa packs it", without),
        _row("a function of two lines", nothing),
        *_imports(function.code, configuration),
    ]
    assert ours["init"] < without["init"] * MOST_OF_THE_BASELINE, "\n".join(lines)
    return "\n".join(lines)


def _starts(
    code: Path, configuration: Mapping[str, Any], event: bytes
) -> dict[str, float]:
    """Return the medians; the first start only warms this machine's cache of files."""
    seen: dict[str, list[float]] = {"init": [], "first": [], "memory": []}
    for number in range(STARTS + 1):
        environment = Environment(code, configuration)
        try:
            environment.wait_until_initialized()
            before = time.perf_counter()
            answer = environment.invoke(event, 30)
            assert not answer.failed, answer.payload
            assert json.loads(answer.payload)["statusCode"] == 200, answer.payload
            if number:
                seen["init"].append(environment.api.init_seconds * 1000)
                seen["first"].append((time.perf_counter() - before) * 1000)
                seen["memory"].append(environment.memory())
        finally:
            environment.stop()
    return {name: statistics.median(values) for name, values in seen.items()}


def _without_bytecode(code: Path) -> Path:
    """What Zappa packs holds bytecode too, of a date that Python never accepts."""
    copy = CODE / "without-bytecode"
    shutil.copytree(
        code, copy, ignore=shutil.ignore_patterns("*.pyc"), dirs_exist_ok=True
    )
    return copy


def _with_nothing() -> Path:
    folder = CODE / "nothing"
    folder.mkdir(exist_ok=True)
    (folder / "handler.py").write_text(NOTHING)
    return folder


def _imports(code: Path, configuration: Mapping[str, Any]) -> list[str]:
    """Python's own account: what each package's modules take, without those they import."""
    environment = Environment(code, configuration, ("-X", "importtime"))
    try:
        environment.wait_until_initialized()
    finally:
        environment.stop()
    spent: Counter[str] = Counter()
    for microseconds, module in IMPORT.findall(environment.log.read_text()):
        spent[module.partition(".")[0]] += int(microseconds)
    rows = [f"{name:26}{us / 1000:8.0f} ms" for name, us in spent.most_common(SHOWN)]
    total = spent.total() / 1000
    return [f"Importing takes {total:.0f} ms (measured, each a bit more):", *rows]


def _row(name: str, seen: Mapping[str, float]) -> str:
    init, first, memory = seen["init"], seen["first"], seen["memory"]
    return f"{name:26}{init:5.0f} ms{first:12.0f} ms{memory:7.0f} MB"
