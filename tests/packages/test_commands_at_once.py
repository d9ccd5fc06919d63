"""Tests of commands that run at the same time, as timers start them."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from subprocess import DEVNULL

from packages.builds.integrity import verify
from tests.packages.machine import Machine
from tests.packages.wordpress_org import WordPressOrg
from tests.stress import rounds

COMMANDS = [
    ("update", "--force"),
    ("check_status", "--all"),
    ("backfill_history",),
    ("aggregate_installs",),
    ("build", "--full"),
    ("discover", "--source", "svn"),
]


def test_no_command_meets_a_locked_database(tmp_path: Path, migrated: Path) -> None:
    with WordPressOrg() as org:
        org.generate(plugins=rounds(short=150, full=1500), themes=20)
        machine = Machine(tmp_path, **org.environment())
        machine.migrate(migrated)
        first = machine.manage("pipeline", "--discover-source", "svn")
        assert first.returncode == 0, first.stderr

        with ExitStack() as stack:
            processes = [
                stack.enter_context(machine.started(*command, stdout=DEVNULL))
                for command in COMMANDS
            ]
            ends = [process.communicate(timeout=120)[1] for process in processes]

    for command, process, err in zip(COMMANDS, processes, ends, strict=True):
        assert process.returncode == 0, (command, err)
        assert "locked" not in err
    runs = machine.query("SELECT command, status FROM packages_run WHERE id > 1")
    assert sorted(runs) == sorted((name, "completed") for name, *_ in COMMANDS)
    newest = max((machine.repository / "builds").iterdir())
    verify(newest, lambda done, total: None)
