"""Tests of commands that are killed: what is served stays whole, and the next run goes on."""

from __future__ import annotations

import json
import os
import random
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from subprocess import DEVNULL
from typing import Any

import pytest

from packages.builds.integrity import verify
from tests.packages.composer import Project
from tests.packages.machine import Machine
from tests.packages.wordpress_org import WordPressOrg
from tests.packages.zips import plugin_zip
from tests.stress import rounds

STEPS = ["discover", "update", "build", "deploy", "cleanup"]
SVN = ("pipeline", "--discover-source", "svn")
TRIES = 20  # a step may be over before it is killed
EVENTS = 3000

silent = {"stdout": DEVNULL, "stderr": DEVNULL}


@pytest.fixture(scope="module")
def org() -> Iterator[WordPressOrg]:
    with WordPressOrg() as org:
        org.add("plugin", "tea", "1.0", "1.1")
        org.generate(plugins=200, themes=20)
        yield org


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("killed")


@pytest.fixture(scope="module")
def repository(folder: Path) -> Iterator[str]:
    """Serve the files of `current` as a web server would; give their address."""
    web = folder / "web"
    web.mkdir()
    (web / "packages").symlink_to(folder / "storage/repository/current")
    handler = partial(_Quiet, directory=str(web))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/packages"
        server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None: ...


@pytest.fixture(scope="module")
def machine(
    folder: Path, migrated: Path, org: WordPressOrg, repository: str
) -> Machine:
    """One machine for all tests: it goes on after each."""
    machine = Machine(folder, PACKAGES_METADATA_URL=repository, **org.environment())
    machine.migrate(migrated)
    goes_on(machine)
    return machine


def goes_on(machine: Machine) -> None:
    """The next pipeline is as if nothing had been, and leaves nothing behind."""
    process = machine.manage(*SVN)

    assert process.returncode == 0, process.stderr
    is_whole(machine)
    assert not list(machine.repository.rglob(".*.partial"))
    assert not list(machine.repository.rglob(".trash-*"))
    unclosed = "SELECT id FROM packages_{} WHERE status = 'running'"
    assert machine.query(unclosed.format("run")) == []
    assert machine.query(unclosed.format("build")) == []


def is_whole(machine: Machine) -> None:
    current = (machine.repository / "current").resolve(strict=True)
    verify(current, lambda done, total: None)


def something_happens(machine: Machine, org: WordPressOrg) -> None:
    """Time passes; a version is released, and packages are new."""
    org.release("plugin", "tea")
    org.generate(plugins=5)
    machine.query(
        "UPDATE packages_package SET asked_at = datetime(asked_at, '-3 hours'), "
        "synced_at = datetime(synced_at, '-3 hours'), history_at = NULL"
    )


def old_builds(machine: Machine) -> None:
    """Make a cleanup take its time."""
    an_hour_ago = time.time() - 7200
    for number in range(10):
        folder = machine.repository / f"builds/20250101-00000{number}"
        folder.mkdir(exist_ok=True)
        for file in range(2000):
            (folder / str(file)).touch()
        os.utime(folder, (an_hour_ago, an_hour_ago))


@contextmanager
def _step_of(machine: Machine) -> Iterator[Callable[[], str]]:
    """Give what tells which step the newest pipeline is in; it is asked all the time."""
    sql = "SELECT steps FROM packages_run WHERE status = 'running'"
    with closing(sqlite3.connect(machine.file, isolation_level=None)) as database:

        def step() -> str:
            rows = database.execute(sql).fetchall()
            entries = json.loads(rows[0][0]) if rows else []
            last = entries[-1] if entries else {}
            return last["name"] if last.get("status") == "running" else ""

        yield step


def killed_in(name: str, machine: Machine) -> bool:
    """Kill a pipeline when it is in a step; tell whether it came in time."""
    with _step_of(machine) as step, machine.started(*SVN, **silent) as process:
        while step() != name and process.poll() is None:
            pass
        process.kill()
        process.wait(timeout=60)
        return step() == name


def test_a_pipeline_may_be_killed_in_every_step_and_composer_resolves_throughout(
    machine: Machine, org: WordPressOrg, tmp_path: Path, repository: str
) -> None:
    with _composer_updates(Project(tmp_path, repository)) as failures:
        for name in STEPS:
            _kill_in_time(name, machine, org)
            is_whole(machine)
            goes_on(machine)
            assert failures == []


def _kill_in_time(name: str, machine: Machine, org: WordPressOrg) -> None:
    for _ in range(TRIES):
        something_happens(machine, org)
        if name == "cleanup":
            old_builds(machine)
        if killed_in(name, machine):
            return
    pytest.fail(f"{name} was over each time")


@contextmanager
def _composer_updates(project: Project) -> Iterator[list[str]]:
    """Let Composer resolve all the time; give what it said when it couldn't."""
    done, failures, updates = threading.Event(), list[str](), 0

    def update_all_the_time() -> None:
        nonlocal updates
        while not done.is_set():
            resolved = project.update(require={"wp-plugin/tea": "^1.0"})
            updates += 1
            if resolved.returncode or project.versions() != {"wp-plugin/tea": "1.1"}:
                failures.append(resolved.stderr)

    composer = threading.Thread(target=update_all_the_time)
    composer.start()
    try:
        yield failures
    finally:
        done.set()
        composer.join()
    assert updates > 3
    assert failures == []


def install(machine: Machine) -> None:
    """Let Composer tell of installations, as `downloads` stores it."""
    [(key,)] = machine.query("SELECT id FROM packages_package WHERE slug = 'tea'")
    [(told,)] = machine.query("SELECT COUNT(*) FROM packages_installevent")
    with closing(sqlite3.connect(machine.file, timeout=10)) as database, database:
        database.executemany(
            "INSERT INTO packages_installevent "
            "(package_id, version, dedupe_key, created_at) "
            "VALUES (?, '1.0', ?, datetime('now'))",
            [(key, f"key {told + number}") for number in range(EVENTS)],
        )


def installs_are_exact(machine: Machine) -> None:
    assert machine.manage("aggregate_installs").returncode == 0
    [(told,)] = machine.query("SELECT COUNT(*) FROM packages_installevent")
    [(months,)] = machine.query("SELECT SUM(installs) FROM packages_installmonth")
    [counted] = machine.query(
        "SELECT installs_total, installs_30d FROM packages_package WHERE slug = 'tea'"
    )
    assert (months, counted) == (told, (told, told))


COMMANDS = {
    "discover": ("discover", "--source", "svn"),
    "update": ("update", "--force"),
    "check_status": ("check_status", "--all"),
    "backfill_history": ("backfill_history",),
    "build": ("build", "--full"),
    "deploy": ("deploy", "--cleanup"),
    "rollback": ("deploy", "--rollback"),
    "pipeline": SVN,
    "aggregate_installs": ("aggregate_installs",),
    "add_release": ("add_release",),
}


@pytest.mark.stress
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_may_be_killed_at_any_moment(
    machine: Machine, org: WordPressOrg, tmp_path: Path, command: str
) -> None:
    moments = random.Random(command)  # noqa: S311  no secret
    arguments = COMMANDS[command]
    for number in range(rounds(short=1, full=50)):
        something_happens(machine, org)
        install(machine)
        if command == "add_release":
            arguments = ("add_release", str(plugin_zip(tmp_path, f"1.{number}")))
        with machine.started(*arguments, **silent) as process:
            time.sleep(moments.uniform(0.5, 3))
            process.kill()
            process.wait(timeout=60)
        is_whole(machine)
        if command == "add_release":
            assert machine.manage(*arguments).returncode == 0
        goes_on(machine)
    if command == "rollback":
        assert machine.manage("deploy").returncode == 0
    if command == "aggregate_installs":
        installs_are_exact(machine)
