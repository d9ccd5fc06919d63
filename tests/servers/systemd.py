"""What tests of deploy/systemd share: our units, and what systemd says of them."""

from __future__ import annotations

import re
import socket
import subprocess
from collections import defaultdict
from pathlib import Path

from wordpress.local.folders import PROJECT

UNITS = PROJECT / "deploy/systemd"
SERVER = "/opt/restart-registry"  # where they expect this repository
SECONDS = 60

Settings = dict[str, list[str]]


def names(kind: str, *, prefix: str = "") -> list[str]:
    return sorted(file.name for file in UNITS.glob(f"{prefix}*.{kind}"))


def read(file: Path) -> Settings:
    """Return the settings of a unit: some names stand in it more than once."""
    found: Settings = defaultdict(list)
    for name, value in re.findall(r"^(\w+)=(.*)$", file.read_text(), re.MULTILINE):
        found[name].append(value)
    return found


def analyze(*arguments: str, folder: Path = UNITS) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/usr/bin/systemd-analyze", "--no-pager", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
    )


def started(line: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run what a unit starts to its end."""
    return subprocess.run(
        line.split(), cwd=PROJECT, env=environment, capture_output=True, text=True
    )


class Manager:
    """What systemd is to a service with Type=notify: it is told when the service is ready."""

    def __init__(self, folder: Path) -> None:
        self.address = folder / "notify"
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(str(self.address))
        self.socket.settimeout(SECONDS)

    def is_told(self) -> list[str]:
        return self.socket.recv(4096).decode().splitlines()
