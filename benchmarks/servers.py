"""The programs that a benchmark starts, and stops when it ends."""

from __future__ import annotations

import http.client
import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

from wordpress.local.folders import PROJECT
from wordpress.local.machine.ports import free_port
from wordpress.local.machine.processes import Program

READY_SECONDS = 60
UVICORN = (
    sys.executable,
    "-m",
    "uvicorn",
    "--no-access-log",
    "--log-level=warning",
    "--lifespan=off",
    "--timeout-graceful-shutdown=1",
)
GUNICORN = (sys.executable, "-m", "gunicorn", "restart_registry.wsgi")


@contextmanager
def wordpress(folder: Path) -> Iterator[str]:
    command = [*UVICORN, "benchmarks.wordpress:application"]
    with _served("wordpress", command, {}, folder, "/calls") as url:
        yield url


@contextmanager
def ours(folder: Path, environment: Mapping[str, str]) -> Iterator[str]:
    """Serve it as it is shipped: by gunicorn.conf.py alone."""
    with _served("ours", GUNICORN, environment, folder, "/health") as url:
        yield url


@contextmanager
def peer(
    folder: Path, environment: Mapping[str, str], *, workers: int = 1
) -> Iterator[str]:
    command = [*UVICORN, "benchmarks.peer.main:app", f"--workers={workers}"]
    with _served(f"peer-{workers}", command, environment, folder, "/health") as url:
        yield url


@contextmanager
def _served(
    name: str,
    command: Sequence[str],
    environment: Mapping[str, str],
    folder: Path,
    ready: str,
) -> Iterator[str]:
    port = free_port()
    address = ["--port", str(port)] if "uvicorn" in command else []
    program = Program(
        name,
        [*command, *address],
        mark=folder,
        log=folder / f"{name}.log",
        environment={**os.environ, **environment, "API_PORT": str(port)},
        folder=PROJECT,
    )
    try:
        url = f"http://127.0.0.1:{port}"
        _wait(program, url + ready)
        yield url
    finally:
        program.stop()


def _wait(program: Program, url: str) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while fetch("GET", url) is None:
        program.check_alive()
        if time.monotonic() > deadline:
            raise TimeoutError(f"{url} doesn't answer; see {program.log}")
        time.sleep(0.05)


def fetch(method: str, url: str, body: str = "") -> bytes | None:
    """Return the body of a 200, else None."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=READY_SECONDS)
    with closing(connection), suppress(OSError, http.client.HTTPException):
        connection.request(method, parts.path, body)
        response = connection.getresponse()
        return response.read() if response.status == 200 else None
    return None
