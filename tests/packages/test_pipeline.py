"""Tests of `manage.py pipeline`: what WordPress.org has becomes what is served."""

from __future__ import annotations

import json
import os
import pty
import signal
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from subprocess import Popen
from typing import Any

import pytest

from tests.packages.machine import Machine
from tests.packages.troubles import Hangs, Says
from tests.packages.wordpress_org import WordPressOrg

STEPS = ["discover", "update", "build", "deploy", "cleanup"]
SVN = ("pipeline", "--discover-source", "svn")


@pytest.fixture
def org() -> Iterator[WordPressOrg]:
    with WordPressOrg() as org:
        org.add("plugin", "tea", "1.0", "1.1")
        org.add("plugin", "coffee", "2.0")
        org.add("theme", "cups", "3.0")
        yield org


@pytest.fixture
def machine(tmp_path: Path, migrated: Path, org: WordPressOrg) -> Machine:
    machine = Machine(tmp_path, **org.environment())
    machine.migrate(migrated)
    return machine


def run(machine: Machine, *arguments: str) -> str:
    process = machine.manage(*arguments)
    assert process.returncode == 0, process.stderr
    return process.stdout


def served(machine: Machine) -> str:
    """Return the id of the build that is served."""
    return Path(os.readlink(machine.repository / "current")).name


def versions(machine: Machine, name: str) -> list[str]:
    document = machine.repository / f"current/p2/{name}.json"
    entries = json.loads(document.read_bytes())["packages"][name]
    return [entry["version"] for entry in entries]


def steps(machine: Machine) -> list[dict[str, Any]]:
    """Return the steps of the newest pipeline."""
    rows = machine.query(
        "SELECT steps FROM packages_run WHERE command = 'pipeline' ORDER BY id DESC"
    )
    return json.loads(rows[0][0]) if rows else []


def status(machine: Machine) -> tuple[str, str]:
    [(status, error)] = machine.query(
        "SELECT status, error FROM packages_run ORDER BY id DESC LIMIT 1"
    )
    return status, error


def an_hour_passes(machine: Machine) -> None:
    """Nobody is asked about a package twice within 15 minutes."""
    machine.query(
        "UPDATE packages_package SET asked_at = datetime(asked_at, '-1 hour'), "
        "synced_at = datetime(synced_at, '-1 hour')"
    )


def until(condition: Callable[[], bool], process: Popen[str]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert process.poll() is None, "it has ended"
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_what_wordpress_org_has_is_served(machine: Machine, org: WordPressOrg) -> None:
    said = run(machine, *SVN)

    assert f"{served(machine)} is served. discover " in said
    assert [step["name"] for step in steps(machine)] == STEPS
    assert {step["status"] for step in steps(machine)} == {"completed"}
    assert all(0 <= step["seconds"] < 60 for step in steps(machine))
    assert [step["counters"] for step in steps(machine)][2]["packages"] == 3
    assert status(machine) == ("completed", "")
    assert versions(machine, "wp-plugin/tea") == ["1.1", "1.0"]


def test_a_release_comes_with_the_next_pipeline(
    machine: Machine, org: WordPressOrg
) -> None:
    run(machine, *SVN)
    org.release("plugin", "tea", "1.2")
    an_hour_passes(machine)

    said = run(machine, *SVN)

    assert "3 packages (1 changed, 0 removed)" in said
    assert versions(machine, "wp-plugin/tea") == ["1.2", "1.1", "1.0"]


def test_discovering_may_be_skipped(machine: Machine, org: WordPressOrg) -> None:
    run(machine, *SVN)
    org.received.clear()
    org.add("plugin", "milk", "1.0")

    run(machine, "pipeline", "--skip-discover")

    assert [step["name"] for step in steps(machine)] == STEPS[1:]
    assert not [received for received in org.received if "/svn" in received.path]
    assert not (machine.repository / "current/p2/wp-plugin/milk.json").exists()


def test_deploying_may_be_skipped(machine: Machine) -> None:
    said = run(machine, *SVN, "--skip-deploy")

    assert "Not served." in said
    assert not (machine.repository / "current").is_symlink()
    assert len(list((machine.repository / "builds").iterdir())) == 1


def test_it_stops_at_the_first_failure(machine: Machine, org: WordPressOrg) -> None:
    for number in range(40):
        org.add("plugin", f"plugin-{number}", "1.0")
    run(machine, *SVN)
    before = served(machine)
    for number in range(40):
        org.close("plugin", f"plugin-{number}")
        org.commit("plugin", f"plugin-{number}")
    an_hour_passes(machine)

    process = machine.manage(*SVN)

    assert process.returncode == 1
    assert "--accept-closures" in process.stderr
    assert "Traceback" not in process.stderr
    assert [(step["name"], step["status"]) for step in steps(machine)] == [
        ("discover", "completed"),
        ("update", "failed"),
    ]
    assert status(machine)[0] == "failed"
    assert served(machine) == before
    assert len(list((machine.repository / "builds").iterdir())) == 1


def test_a_rollback_holds(machine: Machine, org: WordPressOrg) -> None:
    run(machine, *SVN)
    org.release("plugin", "tea", "1.2")
    an_hour_passes(machine)
    run(machine, *SVN)
    run(machine, "deploy", "--rollback")
    held = served(machine)
    assert versions(machine, "wp-plugin/tea") == ["1.1", "1.0"]

    for _ in range(2):
        org.release("plugin", "tea")
        an_hour_passes(machine)
        assert "Not served." in run(machine, *SVN)
        assert served(machine) == held

    run(machine, "deploy")
    assert len(versions(machine, "wp-plugin/tea")) == 5
    org.release("plugin", "tea")
    an_hour_passes(machine)
    run(machine, *SVN)
    assert len(versions(machine, "wp-plugin/tea")) == 6


def test_what_is_closed_meanwhile_is_refused_by_a_held_rollback(
    machine: Machine, org: WordPressOrg
) -> None:
    run(machine, *SVN)
    org.release("plugin", "tea", "1.2")
    an_hour_passes(machine)
    run(machine, *SVN)
    run(machine, "deploy", "--rollback")
    held = served(machine)
    org.close("plugin", "coffee")
    run(machine, "check_status", "--all")

    said = run(machine, *SVN)

    assert f"{served(machine)} is served" in said
    assert served(machine) != held
    assert versions(machine, "wp-plugin/tea") == ["1.1", "1.0"]
    coffee = (machine.repository / "current/p2/wp-plugin/coffee.json").read_text()
    assert "wp-plugin/coffee.closed-on-wordpress.org" in coffee

    org.reopen("plugin", "coffee")
    run(machine, "check_status", "--all")
    run(machine, *SVN)
    coffee = (machine.repository / "current/p2/wp-plugin/coffee.json").read_text()
    assert "closed-on-wordpress.org" not in coffee
    assert versions(machine, "wp-plugin/tea") == ["1.1", "1.0"]


@pytest.mark.parametrize("number, code", [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_all_processes_of_a_build_may_be_signalled_at_once(
    machine: Machine, number: signal.Signals, code: int
) -> None:
    """Ctrl-C and systemd tell the whole group; the workers say nothing, and end."""
    fill = "from tests.packages.generated import store_packages; store_packages(3000)"
    run(machine, "shell", "-c", fill)
    command = ("pipeline", "--skip-discover")
    with machine.started(*command, start_new_session=True) as process:
        until(lambda: any(machine.repository.glob("builds/.*.partial/p2/*")), process)
        os.killpg(process.pid, number)
        _, err = process.communicate(timeout=60)

    assert process.returncode == code
    assert "Traceback" not in err
    assert status(machine) == ("cancelled", f"Interrupted by {number.name}.")
    assert not list(machine.repository.glob("builds/.*.partial"))
    deadline = time.monotonic() + 20
    with pytest.raises(ProcessLookupError):
        while time.monotonic() < deadline:
            os.killpg(process.pid, 0)
            time.sleep(0.05)
    run(machine, *command)


def on_a_terminal(machine: Machine, *arguments: str) -> str:
    """Return what a command shows on a terminal."""
    ours, its = pty.openpty()
    termios.tcsetwinsize(its, (24, 80))
    with machine.started(*arguments, stdout=its, stderr=its) as process:
        os.close(its)
        shown = b""
        with suppress(OSError):  # it has ended
            while part := os.read(ours, 4096):
                shown += part
        process.wait(timeout=60)
    os.close(ours)
    return shown.decode()


def test_a_terminal_shows_bars_and_one_line_at_the_end(machine: Machine) -> None:
    shown = on_a_terminal(machine, *SVN)

    for name in STEPS[:3]:
        assert f"pipeline, {name}: " in shown
    assert shown.rstrip().splitlines()[-1].endswith(" s.")
    assert " is served. discover " in shown
    assert "INFO" not in shown


def test_a_terminal_shows_warnings_and_says_once_why_it_failed(
    machine: Machine, org: WordPressOrg
) -> None:
    run(machine, *SVN)
    an_hour_passes(machine)
    org.trouble = lambda received: None if "/svn" in received.path else Says(404, b"no")

    shown = on_a_terminal(machine, "pipeline", "--skip-discover")
    assert "wp-plugin/tea: " not in shown  # nothing is due

    for slug in ("tea", "coffee"):
        org.commit("plugin", slug)
    shown = on_a_terminal(machine, *SVN)
    assert "wp-plugin/tea: " in shown
    reason = status(machine)[1].split()[0:4]
    assert shown.count(" ".join(reason)) == 1


def test_only_one_pipeline_runs(machine: Machine, org: WordPressOrg) -> None:
    org.everywhere(Hangs())
    with machine.started(*SVN) as first:
        until(lambda: bool(steps(machine)), first)
        second = machine.manage(*SVN)
        first.send_signal(signal.SIGTERM)
        first.communicate(timeout=60)

    assert second.returncode == 75
    assert "Try again when that one has ended." in second.stderr
    assert first.returncode == 143
    assert len(machine.query("SELECT 1 FROM packages_run")) == 1


@pytest.mark.parametrize("number, code", [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_pipeline_goes_on_at_the_next_run(
    machine: Machine, org: WordPressOrg, number: signal.Signals, code: int
) -> None:
    run(machine, "discover", "--source", "svn")
    org.everywhere(Hangs())
    with machine.started("pipeline", "--skip-discover") as process:
        until(lambda: bool(org.received) and bool(steps(machine)), process)
        time.sleep(0.2)
        process.send_signal(number)
        _, err = process.communicate(timeout=60)

    assert process.returncode == code
    assert "Traceback" not in err
    assert status(machine) == ("cancelled", f"Interrupted by {number.name}.")
    assert [step["status"] for step in steps(machine)] == ["cancelled"]

    org.everywhere(None)
    run(machine, *SVN)
    assert versions(machine, "wp-plugin/tea") == ["1.1", "1.0"]
