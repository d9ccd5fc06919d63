"""Commands that go on where they were, when they are run again, may be interrupted."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

from django.core.management.base import CommandError

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Terminated(KeyboardInterrupt):
    """SIGTERM came: all that is told of a KeyboardInterrupt is to be done for it as well."""


@contextmanager
def interruptible() -> Iterator[None]:
    """End with a sentence, and with the exit code of the signal that came."""
    before = {number: signal.getsignal(number) for number in SIGNALS}
    signal.signal(signal.SIGTERM, _terminate)
    try:
        yield
    except KeyboardInterrupt as exc:
        message = "Interrupted. What was committed stays; run it again for the rest."
        raise CommandError(message, returncode=128 + signal_of(exc)) from exc
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def signal_of(interrupt: KeyboardInterrupt) -> signal.Signals:
    return signal.SIGTERM if isinstance(interrupt, Terminated) else signal.SIGINT


def ignore_signals() -> None:
    """Let what is told at the end be told; `interruptible` hears signals again after it."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def _terminate(number: int, frame: FrameType | None) -> NoReturn:
    raise Terminated
