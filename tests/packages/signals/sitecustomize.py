"""
Python reads this first where this folder is on PYTHONPATH.

SIGNAL_AT="9 os.rename /current": right before the first call of the operating system
that is of this kind and about this path, the process gets that signal.
"""

from __future__ import annotations

import os
import sys
from typing import Any

NUMBER, EVENT, PATH = os.environ["SIGNAL_AT"].split(" ")
waits = True


def hook(event: str, arguments: tuple[Any, ...]) -> None:
    global waits
    if waits and event == EVENT and any(str(a).endswith(PATH) for a in arguments):
        waits = False
        os.kill(os.getpid(), int(NUMBER))


sys.addaudithook(hook)
