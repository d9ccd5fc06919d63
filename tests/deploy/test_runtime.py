"""`make package` builds for the Python and the processor that the functions run on."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from deploy.aws.runtime import has_old_sqlite, require_runtime
from deploy.aws.stages import SETTINGS, stage_settings

OURS = f"python{sys.version_info.major}.{sys.version_info.minor}"


def with_base(folder: Path, **changes: str) -> Path:
    stages = json.loads(SETTINGS.read_text())
    stages["base"].update({"runtime": OURS, **changes})
    file = folder / "zappa_settings.json"
    file.write_text(json.dumps(stages))
    return file


def test_the_same_python_is_taken(tmp_path: Path) -> None:
    require_runtime("production", with_base(tmp_path))


def test_another_python_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"make package PYTHON=python3\.99"):
        require_runtime("production", with_base(tmp_path, runtime="python3.99"))


def test_another_processor_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="but the functions run on z80 "):
        require_runtime("ops", with_base(tmp_path, architecture="z80"))


@pytest.mark.parametrize(
    ("runtime", "too_old"),
    [("python3.11", True), ("python3.12", False), ("python3.13", False)],
)
def test_sqlite_is_too_old_on_older_runtimes(
    runtime: str, too_old: bool, tmp_path: Path
) -> None:
    file = with_base(tmp_path, runtime=runtime)

    assert has_old_sqlite("production", file) is too_old


def test_postgresql_needs_no_sqlite(tmp_path: Path) -> None:
    file = with_base(tmp_path, runtime="python3.11")
    text = file.read_text().replace("sqlite:////mnt/data", "postgres://database")
    file.write_text(text)

    assert not has_old_sqlite("production", file)


def test_a_stage_that_is_not_there_is_refused_by_name() -> None:
    with pytest.raises(SystemExit, match="It has: ops, production, staff, staging"):
        stage_settings("produktion")


def test_a_stage_takes_from_the_base_what_it_does_not_set() -> None:
    assert stage_settings("ops")["project_name"] == "restart-registry"
    assert stage_settings("ops")["timeout_seconds"] == 900
