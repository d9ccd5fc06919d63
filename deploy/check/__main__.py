"""
`make deploy-check`: the whole life of a deployment, without an account at AWS.

The zips are built, deployed, updated, rolled back and taken down by the commands that
docs/operations.md names. What is stored is moto's part; functions really run, from the
zip that was uploaded, in the program that runs them on Lambda.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import tests.environment  # noqa: F401 -- of the fake WordPress
from deploy.check.life_cycle import LifeCycle
from deploy.check.loopback.aws import Aws
from deploy.check.loopback.moto_client import Moto
from deploy.check.loopback.what_aws_brings import fill_runtime
from deploy.check.places import CODE, FILE_SYSTEM, HOME, LOGS, SECONDS
from tests.live.wordpress_server import WordPressServer
from wordpress.local.machine.ports import free_port
from wordpress.local.machine.processes import Program
from wordpress.local.progress import say, step


def main() -> None:
    require_namespaces()
    os.environ["DJANGO_SETTINGS_MODULE"] = "restart_registry.settings"
    prepare_folders()
    fill_runtime()
    with moto() as port, wordpress() as site, aws(port) as loopback:
        life_cycle = LifeCycle(loopback, site)
        for name, do in life_cycle.steps():
            run(name, do)
    step("The deployment works.")


def run(name: str, do: Callable[[], str | None]) -> None:
    step(name)
    try:
        said = do()
    except AssertionError as exc:
        say(f"\nThis failed: {name}\n{exc}")
        say(f"What the functions wrote is in {LOGS}.")
        sys.exit(1)
    for line in (said or "").splitlines():
        say(f"           {line}")


def require_namespaces() -> None:
    """Functions run in mount namespaces of their own, as another user."""
    if os.geteuid():
        sys.exit("make deploy-check needs root: it mounts what a function sees.")
    tried = subprocess.run(
        ["unshare", "--mount", "--propagation", "unchanged", "true"],  # noqa: S607 -- root's PATH
        capture_output=True,
        text=True,
    )
    if tried.returncode:
        sys.exit(
            f"make deploy-check can't make a mount namespace here ({tried.stderr.strip()}): "
            "in a container it needs the capability SYS_ADMIN."
        )


def prepare_folders() -> None:
    for folder in (CODE, FILE_SYSTEM, LOGS):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    os.chown(FILE_SYSTEM, 1000, 1000)  # as the access point does


@contextmanager
def moto() -> Iterator[int]:
    port = free_port()
    program = Program(
        "moto",
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        mark=HOME,
        log=LOGS / "moto.log",
        environment=os.environ,
    )
    try:
        wait_for(port, program)
        yield port
    finally:
        program.stop()


def wait_for(port: int, program: Program) -> None:
    deadline = time.monotonic() + SECONDS
    while True:
        try:
            Moto(port).send("GET", "/moto-api/data.json", {})
            return
        except OSError:
            program.check_alive()
            assert time.monotonic() < deadline, "moto doesn't start"
            time.sleep(0.1)


@contextmanager
def wordpress() -> Iterator[WordPressServer]:
    server = WordPressServer()
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def aws(port: int) -> Iterator[Aws]:
    loopback = Aws(Moto(port))
    try:
        yield loopback
    finally:
        loopback.stop()


if __name__ == "__main__":
    main()
