"""Tests that processes which we started end with us, whatever they do."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from subprocess import Popen
from threading import Thread

from packages.operations.children import Children

STUBBORN = """
import pathlib, signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = subprocess.Popen(["sleep", "600"])
pathlib.Path(sys.argv[1]).write_text(str(child.pid))
time.sleep(600)
"""


def is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state not in ("Z", "X")


def until_written(file: Path) -> int:
    while not file.exists() or not file.read_text():
        time.sleep(0.02)
    return int(file.read_text())


def test_one_that_ends_tells_its_exit_code() -> None:
    assert Children().run(["sh", "-c", "exit 75"]) == 75


def test_one_that_will_not_end_is_killed_with_all_it_started(tmp_path: Path) -> None:
    children, file = Children(), tmp_path / "pid"
    stubborn = children.start([sys.executable, "-c", STUBBORN, str(file)])
    assert isinstance(stubborn, Popen)
    its_child = until_written(file)

    children.end(seconds=0.5)

    assert stubborn.returncode == -9
    assert not is_running(its_child)


def test_one_that_ends_when_it_is_asked_to_is_not_waited_for(tmp_path: Path) -> None:
    children, codes, file = Children(), list[int | None](), tmp_path / "pid"
    command = ["sh", "-c", f"echo $$ > {file}; exec sleep 600"]
    waiting = Thread(target=lambda: codes.append(children.run(command)))
    waiting.start()
    until_written(file)

    children.end(seconds=60)
    waiting.join()

    assert codes == [-15]


def test_none_is_started_any_more_when_all_are_ended() -> None:
    children = Children()
    children.end(seconds=0)

    assert children.start(["true"]) is None
    assert children.run(["true"]) is None
