"""deploy/aws/update.sh: backup, code, tables, smoke; what fails ends it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from wordpress.local.folders import PROJECT

# Stands for the Python that runs Zappa and our scripts: writes down what it was asked for.
RECORDER = """#!/bin/sh
echo "$*" >> "$RECORD"
case "$*" in *"$FAILS_AT"*) exit 1;; esac
"""
IN_ORDER = [
    "-m zappa.cli manage -s zappa_settings.json ops backup_db",
    *(
        f"-m zappa.cli update -s zappa_settings.json {one} --zip dist/lambda-{one}.zip"
        for one in ("production", "ops", "staff")
    ),
    "-m deploy.aws.usage_plans production",
    "-m zappa.cli manage -s zappa_settings.json ops migrate --noinput",
    "-m deploy.aws.smoke production",
]


def update(
    folder: Path, *stages: str, fails_at: str = "nothing"
) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    python, record = folder / "python", folder / "record"
    python.write_text(RECORDER)
    python.chmod(0o755)
    done = subprocess.run(
        [PROJECT / "deploy/aws/update.sh", *stages],
        cwd=PROJECT,
        env={
            "PATH": "/usr/bin:/bin",
            "LAMBDA_PYTHON": str(python),
            "RECORD": str(record),
            "FAILS_AT": fails_at,
        },
        capture_output=True,
        text=True,
    )
    return done, record.read_text().splitlines()


def test_an_update_goes_in_one_order(tmp_path: Path) -> None:
    done, asked = update(tmp_path, "production", "ops")

    assert (done.returncode, asked) == (0, IN_ORDER)
    assert done.stdout.endswith("production is up to date.\n")


def test_without_a_backup_nothing_is_changed(tmp_path: Path) -> None:
    done, asked = update(tmp_path, "production", "ops", fails_at="backup_db")

    assert done.returncode == 1
    assert asked == IN_ORDER[:1]
    assert done.stderr == "Stopped: the backup failed, nothing was changed.\n"


def test_code_that_could_not_be_brought_gets_no_new_tables(tmp_path: Path) -> None:
    done, asked = update(tmp_path, "production", "ops", fails_at="update")

    assert done.returncode == 1
    assert asked == IN_ORDER[:2]
    assert "Stopped: an update failed. Code goes back with: " in done.stderr


@pytest.mark.parametrize(
    ("fails_at", "said"),
    [
        ("usage_plans", "Stopped: the keys aren't as they should be. Code goes back"),
        ("migrate", "Stopped: the migration failed. Code goes back with: "),
    ],
)
def test_it_says_what_failed_and_how_to_go_back(
    fails_at: str, said: str, tmp_path: Path
) -> None:
    done, _ = update(tmp_path, "production", "ops", fails_at=fails_at)

    assert done.returncode == 1
    assert said in done.stderr


def test_a_failing_smoke_fails_the_update(tmp_path: Path) -> None:
    done, asked = update(tmp_path, "production", "ops", fails_at="smoke")

    assert done.returncode == 1
    assert asked == IN_ORDER
    assert "Stopped: the new code doesn't answer as it should." in done.stderr


def test_staging_does_its_jobs_itself(tmp_path: Path) -> None:
    _, asked = update(tmp_path, "staging", "staging")

    assert [line for line in asked if " ops" in line or "staff" in line] == []
    assert asked[0] == "-m zappa.cli manage -s zappa_settings.json staging backup_db"
