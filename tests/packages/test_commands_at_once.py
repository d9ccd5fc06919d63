"""Tests of commands that run at the same time, as timers start them."""

from __future__ import annotations

import itertools
import json
import threading
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from subprocess import DEVNULL

import requests

from packages.builds.integrity import verify
from tests.gunicorn import Gunicorn
from tests.packages.directory import Listed
from tests.packages.machine import Machine
from tests.packages.pair import Pair
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
ASKING = {"update": "--force", "check_status": "--all"}
TOLD = 50  # up to 60 requests of one caller are counted in a minute


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


def test_each_build_is_of_one_moment_while_packages_are_asked_about(
    tmp_path: Path, migrated: Path
) -> None:
    with WordPressOrg() as org, ExitStack() as stack:
        made = org.generate(plugins=rounds(short=200, full=4000))
        machine = Machine(tmp_path, **org.environment())
        machine.migrate(migrated)
        first = machine.manage("pipeline", "--discover-source", "svn")
        assert first.returncode == 0, first.stderr

        stack.enter_context(installations_are_told(machine, made[:TOLD]))
        names = sorted(f"wp-plugin/{each.slug}" for each in made)
        pair = Pair(machine.file, (names[0], names[-1]), "trunk_revision")
        stack.enter_context(pair)
        with asked_over_and_over(machine) as codes:
            marks = [mark_of_a_build(machine, pair.names) for _ in range(3)]
        assert pair.is_alive()  # no "database is locked" ended it

    assert marks == sorted(set(marks))
    assert codes.keys() == ASKING.keys()
    assert {*itertools.chain(*codes.values())} == {0}
    for log in (machine.storage / "logs").iterdir():
        assert "locked" not in log.read_text()
    [(told,)] = machine.query("SELECT COUNT(*) FROM packages_installevent")
    assert told == TOLD


@contextmanager
def asked_over_and_over(machine: Machine) -> Iterator[dict[str, list[int]]]:
    """Give the codes with which each command has ended."""
    ended, codes = threading.Event(), defaultdict[str, list[int]](list)

    def ask(name: str) -> None:
        while not ended.is_set():
            codes[name].append(machine.manage(name, ASKING[name]).returncode)

    with ThreadPoolExecutor() as threads:
        endings = threads.map(ask, ASKING)
        try:
            yield codes
        finally:
            ended.set()
        list(endings)


def mark_of_a_build(machine: Machine, names: Sequence[str]) -> int:
    """Make a build, and return the mark that both packages have there."""
    built = machine.manage("build", "--processes", "1")
    assert built.returncode == 0, built.stderr
    newest = max((machine.repository / "builds").iterdir())
    first, last = (trunk(newest, name) for name in names)
    assert first == last
    return int(first.removeprefix("trunk@"))


def trunk(build: Path, name: str) -> str:
    document = json.loads((build / f"p2/{name}~dev.json").read_bytes())
    return str(document["packages"][name][0]["source"]["reference"])


@contextmanager
def installations_are_told(machine: Machine, packages: list[Listed]) -> Iterator[None]:
    """Tell a server of one installation after the other, meanwhile."""
    gunicorn = Gunicorn(machine.settings)

    def tell(package: Listed) -> None:
        entry = {"name": f"wp-plugin/{package.slug}", "version": "1.0.0.0"}
        address = f"{gunicorn.url}/packages/downloads"
        assert requests.post(address, json={"downloads": [entry]}, timeout=60).ok

    try:
        with ThreadPoolExecutor(2) as threads:
            answers = threads.map(tell, packages)
            yield
        assert len(list(answers)) == len(packages)
        assert "locked" not in gunicorn.log()
    finally:
        gunicorn.stop()
