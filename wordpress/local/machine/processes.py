"""Starts programs that end with us, and finds by their mark those that a killed run left."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from wordpress.local.errors import LocalError

MARK = "RESTART_REGISTRY_STARTED_FOR"  # environment variable of everything we start
PROC = Path("/proc")
READY_SECONDS = 60


class Program:
    """A running program and all that it starts in turn: one process group."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        *,
        mark: Path,
        log: Path,
        environment: Mapping[str, str],
        folder: Path | None = None,
    ) -> None:
        self.name, self.log = name, log
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                command,
                cwd=folder,
                env={**environment, MARK: str(mark)},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C reaches us alone, and we stop them in order
            )

    def check_alive(self) -> None:
        code = self.process.poll()
        if code is not None:
            raise LocalError(
                f"{self.name} ended by itself with code {code}. {last_lines(self.log)}"
            )

    def wait_until(self, is_ready: Callable[[], bool]) -> None:
        """Ask again and again. Raises LocalError if it ends, or isn't ready in a minute."""
        deadline = time.monotonic() + READY_SECONDS
        while not is_ready():
            self.check_alive()
            if time.monotonic() > deadline:
                raise LocalError(
                    f"{self.name} isn't ready after {READY_SECONDS} s. {last_lines(self.log)}"
                )
            time.sleep(0.05)

    def signal(self, number: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)

    def stop(self, seconds: float = 10) -> None:
        self.signal(signal.SIGTERM)
        self.signal(signal.SIGCONT)  # a paused one could not hear it
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(seconds)
        self.signal(signal.SIGKILL)  # PHP's workers outlive their master
        self.process.wait()
        while _is_running(self.process.pid):  # until then they hold its port
            time.sleep(0.01)


def _is_running(group: int) -> bool:
    """Whether a process of this group still has files open."""
    states = [_state_in(group, folder) for folder in PROC.glob("[0-9]*")]
    return any(state not in ("", "Z", "X") for state in states)


def _state_in(group: int, folder: Path) -> str:
    """Return a letter like "S", or nothing if the process is of another group."""
    try:
        stat = (folder / "stat").read_text()
    except OSError:  # gone meanwhile
        return ""
    state, _, its_group, *_ = stat.rpartition(")")[2].split()
    return state if int(its_group) == group else ""


def last_lines(log: Path, count: int = 15) -> str:
    if not log.exists():  # it hasn't complained yet
        return f"There is no {log}."
    lines = log.read_text(errors="replace").splitlines()[-count:]
    return "\n    ".join([f"The end of {log}:", *lines])


def end_leftovers(mark: Path, seconds: float = 5) -> None:
    """End what an earlier run with this mark started and, killed itself, could not stop."""
    deadline = time.monotonic() + seconds
    number = signal.SIGTERM
    while marked := _marked(mark):
        for pid in marked:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
        time.sleep(0.1)
        if time.monotonic() > deadline:
            number = signal.SIGKILL


def _marked(mark: Path) -> list[int]:
    wanted = f"{MARK}={mark}".encode()
    return [
        int(folder.name)
        for folder in PROC.glob("[0-9]*")
        if int(folder.name) != os.getpid()
        and wanted in _environment(folder).split(b"\0")
    ]


def _environment(folder: Path) -> bytes:
    try:
        return (folder / "environ").read_bytes()
    except OSError:  # gone meanwhile, or another user's
        return b""
