"""`python -m benchmarks [--quick] [PART]`: both sides in turn, then tables and a plot in docs/."""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys
from pathlib import Path

from tqdm import tqdm

from benchmarks import parts, report, results
from benchmarks.results import Row
from benchmarks.setting import Step, setting
from wordpress.local.folders import PROJECT


def main() -> int:
    arguments = _arguments()
    steps = importlib.import_module(f"benchmarks.parts.{arguments.part}").steps()
    rows = measure(steps, is_quick=arguments.quick)
    note = "A quick run." if arguments.quick else "A full run."
    tables = report.tables(rows, note)
    sys.stdout.write(tables)
    write(arguments.part, rows, tables)
    wrong = [row.name for row in rows if row.errors]
    if wrong:
        sys.stderr.write(f"Our side gave wrong answers: {', '.join(wrong)}\n")
    return bool(wrong)


def measure(steps: dict[str, Step], *, is_quick: bool) -> list[Row]:
    rows: list[Row] = []
    with tqdm(total=len(steps), unit="step") as progress:
        for name, step in steps.items():
            progress.set_description(name)
            # Each starts with the same rows: the one before may have added some.
            with setting(is_quick=is_quick) as where:
                for row in step(where):
                    rows.append(row)
                    progress.set_postfix_str(f"{row.name}: {row.ratio:.2f}")
            progress.update()
    return rows


def write(
    part: str, rows: list[Row], tables: str, docs: Path = PROJECT / "docs"
) -> None:
    name = "benchmark" if part == "api" else f"benchmark-{part}"
    results.write_json(docs / f"{name}.json", rows)
    report.draw(docs / f"{name}.svg", rows)
    report.write_between_marks(docs / f"{name}.md", tables)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    known = [module.name for module in pkgutil.iter_modules(parts.__path__)]
    parser.add_argument("part", nargs="?", default="api", choices=known)
    parser.add_argument("--quick", action="store_true", help="two minutes, not twenty")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
