"""Processes that we start, and that don't outlive us."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Sequence
from threading import Lock


class Children:
    """Several threads may start them; one ends them all."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._running: list[subprocess.Popen[bytes]] = []
        self._is_ending = False

    def start(self, command: Sequence[str]) -> subprocess.Popen[bytes] | None:
        """Return None if all are being ended: no more is started then."""
        with self._lock:
            if self._is_ending:
                return None
            child = subprocess.Popen(  # noqa: S603 -- our own programs, without a shell
                command,
                stdin=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C reaches us alone, and we end them in order
            )
            self._running.append(child)
            return child

    def run(self, command: Sequence[str]) -> int | None:
        """Return its exit code; None: it wasn't started."""
        child = self.start(command)
        if child is None:
            return None
        code = child.wait()
        with self._lock:
            self._running.remove(child)
        return code

    def end(self, seconds: float) -> None:
        """Ask all of them to end, and kill those that are still there after these seconds."""
        with self._lock:
            self._is_ending = True
            children = list(self._running)
        for child in children:
            child.terminate()
        deadline = time.monotonic() + seconds
        for child in children:
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(max(0, deadline - time.monotonic()))
            _kill_group(child)
            child.wait()


def _kill_group(child: subprocess.Popen[bytes]) -> None:
    """Kill also what it started itself, and left."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
