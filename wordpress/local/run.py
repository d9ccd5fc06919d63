"""`make run`: a WordPress, our API beside it, something to look at; until Ctrl-C."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Sequence
from types import FrameType
from typing import NoReturn, Protocol

from wordpress.local.beside_local_site import beside_local_site
from wordpress.local.beside_own_site import beside_own_site
from wordpress.local.demo.demo_file import DEMO_FILE
from wordpress.local.errors import LocalError
from wordpress.local.folders import LOCAL, PROJECT
from wordpress.local.machine.env_file import EnvFile
from wordpress.local.machine.locks import InUse, locked
from wordpress.local.machine.processes import end_leftovers
from wordpress.local.progress import say, step

SIGNALS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]


class Running(Protocol):
    def check_alive(self) -> None: ...


def main() -> int:
    for number in SIGNALS:
        signal.signal(number, stop_once)
    try:
        with locked(LOCAL / "run.lock", wait=False):
            run()
    except InUse:
        say("`make run` runs in this folder already: stop it there with Ctrl-C first.")
    except LocalError as error:
        say(f"\n{error}")
    except KeyboardInterrupt:
        step("Stopped, and everything with it.")
        return 0
    return 1


def stop_once(number: int, frame: FrameType | None) -> NoReturn:
    """Let the first signal stop us; further ones must not disturb the stopping."""
    for each in SIGNALS:
        signal.signal(each, signal.SIG_IGN)
    raise KeyboardInterrupt


def run() -> None:
    DEMO_FILE.unlink(missing_ok=True)
    end_leftovers(LOCAL)
    env = EnvFile(PROJECT / ".env", LOCAL / "env-written.json")
    with contextlib.ExitStack() as open_things:
        open_things.callback(end_leftovers, LOCAL)
        if url := own_site(env):
            watch(beside_own_site(url, env, open_things))
        else:
            watch(beside_local_site(env, open_things))


def own_site(env: EnvFile) -> str:
    """Return the user's own WordPress: WP_BASE_URL, unless we wrote that ourselves."""
    url = os.environ.get("WP_BASE_URL") or env.get("WP_BASE_URL")
    return "" if env.is_ours("WP_BASE_URL", url) else url


def watch(things: Sequence[Running]) -> NoReturn:
    while True:
        for thing in things:
            thing.check_alive()
        time.sleep(0.5)
