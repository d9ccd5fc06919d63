"""`make test` fails when something wasn't checked, by one process or by several."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from wordpress.local.folders import PROJECT

PASSES = "def test_passes(): pass\n"
SKIPPED = "import pytest\n@pytest.mark.skip\ndef test_skipped(): pass\n"
SKIPPED_MODULE = "import pytest\npytest.skip('x', allow_module_level=True)\n"
SKIPS_INSIDE = "import pytest\ndef test_skips(): pytest.skip('x')\n"
FAILS_AT_THE_END = """
import pytest
@pytest.fixture(scope='session', autouse=True)
def site():
    yield
    assert False
"""
GIVES_UP = """
import pytest
from tests.sites import give_up
@pytest.fixture(scope='session', autouse=True)
def site(pytestconfig):
    give_up(pytestconfig, 'No site to test with.')
"""
DIES_AT_THE_END = """
import os, pytest
@pytest.hookimpl
def pytest_sessionfinish(session):
    if hasattr(session.config, 'workerinput'):
        os._exit(0)
"""


@pytest.fixture(params=["-n0", "-n1"])
def workers(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def outcome(folder: Path, workers: str, **files: str) -> tuple[int, str]:
    for name, text in files.items():
        (folder / f"{name}.py").write_text(text)
    options = ["-c", os.devnull, "--rootdir", str(folder), "-p", "tests.no_skips"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "-p", "xdist", workers],
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": str(PROJECT),
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",  # they take seconds to import
        },
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout + done.stderr


def test_what_passes_passes(tmp_path: Path, workers: str) -> None:
    code, said = outcome(tmp_path, workers, test_a=PASSES)

    assert (code, "1 passed" in said) == (0, True)


@pytest.mark.parametrize("skipped", [SKIPPED, SKIPPED_MODULE, SKIPS_INSIDE])
def test_a_skip_fails_the_run(tmp_path: Path, workers: str, skipped: str) -> None:
    code, said = outcome(tmp_path, workers, test_a=PASSES, test_b=skipped)

    assert code == 1
    assert "everything is checked here, or nothing" in said
    assert "test_b.py" in said


def test_a_failure_after_the_last_test_fails_the_run(
    tmp_path: Path, workers: str
) -> None:
    code, _ = outcome(tmp_path, workers, test_a=PASSES, conftest=FAILS_AT_THE_END)

    assert code == 1


def test_to_give_up_fails_the_run_and_says_why(tmp_path: Path, workers: str) -> None:
    code, said = outcome(tmp_path, workers, test_a=PASSES, conftest=GIVES_UP)

    assert code != 0
    assert "No site to test with." in said


@pytest.mark.parametrize(
    "files",
    [
        {"test_b": "import os\ndef test_dies(): os._exit(0)\n"},
        {"conftest": DIES_AT_THE_END},
    ],
    ids=["in a test", "after the last"],
)
def test_a_worker_that_dies_fails_the_run(
    tmp_path: Path, files: dict[str, str]
) -> None:
    code, said = outcome(tmp_path, "-n1", test_a=PASSES, **files)

    assert code == 1, said
