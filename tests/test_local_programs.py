"""Programs that the tests and `make run` start and stop."""

from __future__ import annotations

import os
import socket
import sys
import time
from pathlib import Path

import pytest

from wordpress.local.machine.ports import free_port
from wordpress.local.machine.processes import Program

SECONDS = 60
LISTENS_IN_A_CHILD = """
import os, signal, socket, sys
server = socket.create_server(("127.0.0.1", int(sys.argv[1])))
if os.fork() == 0:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    memory = b"x" * 200_000_000  # which takes its time to be given back
    print("ready", flush=True)
signal.pause()
"""


def test_nobody_listens_any_more_when_it_has_been_stopped(tmp_path: Path) -> None:
    """A connection that is accepted in that moment, and cut, looks like a lost answer."""
    port, log = free_port(), tmp_path / "log"
    program = Program(
        "server",
        [sys.executable, "-c", LISTENS_IN_A_CHILD, str(port)],
        mark=tmp_path,
        log=log,
        environment=os.environ,
    )
    deadline = time.monotonic() + SECONDS
    while "ready" not in log.read_text():
        assert time.monotonic() < deadline
        time.sleep(0.01)

    program.stop()

    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))


def test_a_free_port_is_never_that_of_an_outgoing_connection() -> None:
    lowest, _ = Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()

    ports = [free_port() for _ in range(20)]

    assert max(ports) < int(lowest)
    assert len(set(ports)) > 1
