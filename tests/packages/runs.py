"""What is handed to the functions of commands: a Run, and progress that nobody watches."""

from __future__ import annotations

import os

from packages.models import Run


def new_run(command: str = "update") -> Run:
    return Run.objects.create(command=command, pid=os.getpid())


def untold(done: int, total: int) -> None:
    """Progress that nobody watches."""
