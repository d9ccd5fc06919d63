"""Tests that a reader finds their way: no folder is too full, and no line too long."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MOST_FILES = 15
NOT_OURS = {"staticfiles", "node_modules"}
LONGEST_LINE = 120
# A sentence for translators, a pattern and a comment need not be split.
UNSPLIT = re.compile(r"""^\s*((private const \w+ = )?(['"]).*\3|//.*|\*.*)[,;]?$""")
TEXTS = {"patterns", "tests", "pages"}
GROW_WITH_TIME = {"migrations", "tests", "commands"}


def source_files() -> Iterator[Path]:
    """Yield our Python and PHP files, by their path below the root."""
    for path in (*ROOT.rglob("*.py"), *ROOT.rglob("*.php")):
        folders = path.relative_to(ROOT).parent.parts
        hidden = any(folder.startswith(".") for folder in folders)
        if not hidden and not NOT_OURS & set(folders):
            yield path.relative_to(ROOT)


def test_no_folder_has_more_than_15_files() -> None:
    files = Counter(
        file.parent
        for file in source_files()
        if not GROW_WITH_TIME & set(file.parent.parts)
    )

    assert {folder: n for folder, n in files.items() if n > MOST_FILES} == {}


def test_the_whole_house_is_looked_at() -> None:
    folders = {file.parts[0] for file in source_files()}

    assert folders >= {
        *("items", "packages", "registries", "restart_registry"),
        *("wordpress", "wpauth"),
    }


def test_no_line_of_php_is_longer_than_120_columns() -> None:
    long = [
        f"{file}:{number}"
        for file in source_files()
        if file.suffix == ".php"
        and not (TEXTS & set(file.parts) and "inc" not in file.parts)
        for number, line in enumerate((ROOT / file).read_text().splitlines(), 1)
        if len(line.expandtabs(4)) > LONGEST_LINE and not UNSPLIT.match(line)
    ]

    assert long == []
