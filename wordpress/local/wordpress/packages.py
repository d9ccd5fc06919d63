"""The Debian packages that a local WordPress runs on."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from wordpress.local.errors import LocalError
from wordpress.local.machine.processes import last_lines
from wordpress.local.progress import step

NEEDED = [
    "php-cli",
    "php-mysql",
    "php-xml",
    "php-mbstring",
    "php-curl",
    "mariadb-server-core",
    "mariadb-client-core",
]
OR_YOUR_OWN = ",\nor set WP_BASE_URL to a WordPress of your own (https://example.org)."
INSTALL = ["apt-get", "-qq", "-y", "-o", "DPkg::Lock::Timeout=300"]


def require(
    log: Path,
    needed: Sequence[str] = NEEDED,
    purpose: str = "a local WordPress",
    otherwise: str = OR_YOUR_OWN,
) -> None:
    """Install what is missing, or say what to do where that is impossible."""
    if not on_debian():
        raise LocalError(
            f"Debian packages are needed for {purpose}, and this machine isn't Debian: "
            f"run this on Debian 12 or newer (a container will do){otherwise}"
        )
    if not (absent := missing(needed)):
        return
    if os.geteuid() != 0:
        raise LocalError(
            f"Packages are missing for {purpose}. Install them with\n"
            f"    sudo apt-get install --no-install-recommends {' '.join(absent)}{otherwise}"
        )
    step(f"Installing Debian packages: {' '.join(absent)}")
    apt([*INSTALL, "update"], log)
    apt([*INSTALL, "install", "--no-install-recommends", *absent], log)


def on_debian() -> bool:
    release = Path("/etc/os-release")
    lines = release.read_text().splitlines() if release.exists() else []
    return "ID=debian" in lines and shutil.which("apt-get") is not None


def missing(needed: Sequence[str]) -> list[str]:
    return [package for package in needed if not is_installed(package)]


def is_installed(package: str) -> bool:
    answer = subprocess.run(
        ["dpkg-query", "--show", "--showformat=${db:Status-Abbrev}", package],
        capture_output=True,
        text=True,
        check=False,
    )
    return answer.stdout.startswith("ii")


def apt(
    command: list[str],
    log: Path,
    *,
    folder: Path | None = None,
    configuration: Path | None = None,
) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    if configuration:
        environment["APT_CONFIG"] = str(configuration)
    with (
        log.open("ab") as output,
        subprocess.Popen(  # not run(): that kills a dpkg at its work on Ctrl-C
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        ) as process,
    ):
        process.wait()
    if process.returncode:
        raise LocalError(f"`{' '.join(command)}` failed. {last_lines(log)}")
