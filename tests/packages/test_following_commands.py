"""Tests of the commands that follow WordPress.org, as processes: alone, and beside each other."""

from __future__ import annotations

import re
import signal
import time
from collections.abc import Callable, Iterator
from threading import Barrier, Event

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.packages import troubles
from tests.packages.loopback import Received
from tests.packages.machine import SECONDS, Machine
from tests.packages.troubles import Trouble
from tests.packages.wordpress_org import WordPressOrg


@pytest.fixture
def follower(machine: Machine, org: WordPressOrg) -> Machine:
    machine.environment |= org.environment()
    return machine


def last_run(machine: Machine) -> tuple[str, str]:
    [run] = machine.query(
        "SELECT command, status FROM packages_run ORDER BY id DESC LIMIT 1"
    )
    return run


def test_they_work(org: WordPressOrg, follower: Machine) -> None:
    org.add("plugin", "tea", "1.0")
    org.add("theme", "quiet", "1.0", "1.1")

    for command, said in [
        (["discover", "--source", "svn"], "2 new."),
        (["update"], "2 asked, 2 changed."),
        (["update"], "No package is due."),
        (["check_status", "--all", "--type", "theme"], "1 asked, 1 unchanged."),
        (["backfill_history"], "2 dated."),
        (["discover", "--source", "svn"], "Nothing is new."),
    ]:
        process = follower.manage(*command)
        assert (process.returncode, process.stdout) == (0, f"{said}\n"), process.stderr
        assert last_run(follower) == (command[0], "completed")

    rows = follower.query(
        "SELECT slug, current_version FROM packages_package ORDER BY 1"
    )
    assert rows == [("quiet", "1.1"), ("tea", "1.0")]


def test_they_say_who_they_are(org: WordPressOrg, follower: Machine) -> None:
    follower.manage("discover", "--source", "svn", "--type", "plugin")

    agent = org.received[0].headers["User-Agent"]
    assert re.fullmatch(
        r"restart-packages/\d+\.\d+\.\d+ \(\+https://example\.org/packages\)", agent
    )


def test_discover_asks_nobody_for_popular_packages(
    org: WordPressOrg, follower: Machine
) -> None:
    assert follower.manage("discover").stdout == "27 new.\n"
    assert follower.manage("discover", "--type", "theme").stdout == "Nothing is new.\n"
    assert not org.received


def test_wrong_usage_is_2(machine: Machine) -> None:
    process = machine.manage("update", "--limit", "0")

    assert process.returncode == 2
    assert "--limit: must be a number from 1 to 1000000" in process.stderr


@pytest.mark.parametrize(
    ("command", "option", "value"),
    [
        ("update", "--concurrency", "33"),
        ("update", "--type", "song"),
        ("check_status", "--limit", "-1"),
        ("discover", "--source", "git"),
        ("backfill_history", "--limit", "many"),
    ],
)
def test_an_option_that_cant_be_so_is_named(
    command: str, option: str, value: str
) -> None:
    with pytest.raises(CommandError, match=option):
        call_command(command, f"{option}={value}")


def test_an_outage_is_told_and_is_1(org: WordPressOrg, follower: Machine) -> None:
    org.add("plugin", "tea", "1.0")
    follower.manage("discover", "--source", "svn")
    org.everywhere(troubles.Says(200))

    process = follower.manage("update")

    assert process.returncode == 1
    assert "WordPress.org gave no answer about 1 of 1 packages" in process.stderr
    assert last_run(follower) == ("update", "failed")


class Gate:
    """Holds the first answer, as it was when it was asked for, until it is opened."""

    def __init__(self) -> None:
        self.reached, self.opened = Event(), Event()

    def hold(self, received: Received) -> None:
        if not self.reached.is_set():
            self.reached.set()
            assert self.opened.wait(SECONDS)


@pytest.fixture
def gate() -> Iterator[Gate]:
    gate = Gate()
    yield gate
    gate.opened.set()


@pytest.mark.parametrize("command", ["update", "check_status"])
def test_an_answer_that_is_overtaken_changes_nothing(
    org: WordPressOrg, follower: Machine, gate: Gate, command: str
) -> None:
    org.add("plugin", "tea", "1.0")
    follower.manage("discover", "--source", "svn")
    follower.manage("update")

    org.trouble = gate.hold
    option = "--force" if command == "update" else "--all"
    with follower.started(command, option) as slow:
        assert gate.reached.wait(SECONDS)
        org.release("plugin", "tea", "1.1")
        assert follower.manage("update", "--force").stdout == "1 asked, 1 changed.\n"
        gate.opened.set()
        out, _ = slow.communicate(timeout=SECONDS)

    assert (slow.returncode, out) == (0, "1 asked, 1 overtaken.\n")
    rows = follower.query("SELECT current_version FROM packages_package")
    assert rows == [("1.1",)]


@pytest.mark.parametrize(("method", "is_begun"), [("GET", False), ("REPORT", True)])
def test_two_discovers_at_once_read_everything_once(
    org: WordPressOrg, follower: Machine, method: str, is_begun: bool
) -> None:
    command = ["discover", "--source", "svn", "--type", "plugin"]
    org.generate(plugins=20)
    if is_begun:
        follower.manage(*command)
        org.generate(plugins=20)
    both, met = Barrier(2), Event()

    def together(received: Received) -> Trouble | None:
        if received.method == method and not met.is_set():
            both.wait(SECONDS)
            met.set()
        return None

    org.trouble = together
    with follower.started(*command) as one, follower.started(*command) as other:
        ends = [process.communicate(timeout=SECONDS) for process in (one, other)]

    assert (one.returncode, other.returncode) == (0, 0), ends
    assert met.is_set()
    [(rows,)] = follower.query("SELECT count(*) FROM packages_package")
    assert rows == len(org.packages)
    new = [int(number) for out, _ in ends for number in re.findall(r"(\d+) new", out)]
    assert new == [20]
    marks = follower.query(
        "SELECT value FROM packages_watermark WHERE name = 'plugin-log'"
    )
    assert marks == [(org.subversion["plugin"].newest,)]


def test_a_discover_that_is_overtaken_writes_nothing(
    org: WordPressOrg, follower: Machine, gate: Gate
) -> None:
    command = ["discover", "--source", "svn", "--type", "plugin"]
    org.add("plugin", "tea", "1.0")
    follower.manage(*command)
    org.commit("plugin", "tea")

    org.trouble = gate.hold
    with follower.started(*command) as slow:
        assert gate.reached.wait(SECONDS)
        org.commit("plugin", "tea")
        assert follower.manage(*command).stdout == "1 changed.\n"
        [(seen,)] = follower.query("SELECT changed_at FROM packages_package")
        gate.opened.set()
        out, _ = slow.communicate(timeout=SECONDS)

    assert (slow.returncode, out) == (0, "Nothing is new.\n")
    assert follower.query("SELECT changed_at FROM packages_package") == [(seen,)]


def stored(machine: Machine) -> int:
    [(number,)] = machine.query(
        "SELECT count(*) FROM packages_package WHERE state = 'open'"
    )
    assert isinstance(number, int)
    return number


def wait_until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + SECONDS
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)]
)
def test_a_command_that_waits_for_wordpress_org_ends_when_it_is_told_to(
    org: WordPressOrg, follower: Machine, number: signal.Signals, code: int
) -> None:
    org.generate(plugins=150)
    follower.manage("discover", "--source", "svn", "--type", "plugin")
    answers = iter(range(120))
    org.trouble = lambda received: (
        troubles.Hangs() if next(answers, None) is None else None
    )

    with follower.started("update") as process:
        wait_until(lambda: stored(follower) == 100)
        process.send_signal(number)
        began = time.monotonic()
        _, err = process.communicate(timeout=SECONDS)

    assert process.returncode == code, err
    assert time.monotonic() - began < 20  # an answer may take 60 s
    assert last_run(follower) == ("update", "cancelled")
    assert stored(follower) == 100
