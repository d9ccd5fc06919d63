"""What a person sees while things start."""

from __future__ import annotations

import contextlib
import sys
import time

STARTED = time.monotonic()


def say(text: str = "") -> None:
    """Write a line to the screen. A screen that is gone must not stop the cleaning up."""
    with contextlib.suppress(BrokenPipeError):
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()


def step(text: str) -> None:
    say(f"[{time.monotonic() - STARTED:5.1f} s] {text}")
