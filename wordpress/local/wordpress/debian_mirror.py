"""Packages of any Debian release, from the mirror that this machine already uses; nothing is installed."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from wordpress.local.wordpress.packages import apt

ARCHIVES = {
    "": "http://deb.debian.org/debian",
    "-security": "http://deb.debian.org/debian-security",
}
KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"
SOURCE = """\
Types: deb
URIs: {uri}
Suites: {suite}
Components: main
Signed-By: {keyring}

"""
CONFIGURATION = """\
Dir::Etc::sourcelist "{folder}/debian.sources";
Dir::Etc::sourceparts "{folder}/none";
Dir::Etc::preferencesparts "{folder}/none";
Dir::State::lists "{folder}/lists";
Dir::Cache "{folder}/cache";
Acquire::Languages "none";
"""


def unpacked(work: Path, suite: str, packages: Sequence[str]) -> Path:
    """Return the folder that holds what these packages would put into `/`."""
    folder, root = work / "packages", work / "root"
    folder.mkdir(parents=True)
    configuration, log = _configure(work, suite), work / "apt.log"
    command = ["apt-get", "-qq", "-o", "APT::Sandbox::User=root"]
    apt([*command, "update"], log, configuration=configuration)
    apt(
        [*command, "download", *packages],
        log,
        folder=folder,
        configuration=configuration,
    )
    for package in sorted(folder.glob("*.deb")):
        subprocess.run(["dpkg", "-x", package, root], check=True)
    return root


def _configure(work: Path, suite: str) -> Path:
    """Write the file for APT_CONFIG. It has lists of our own; the machine's apt is not touched."""
    folder = work / "apt"
    for name in ("lists/partial", "cache/archives/partial", "none"):
        (folder / name).mkdir(parents=True)
    (folder / "debian.sources").write_text("".join(_sources(suite)))
    configuration = folder / "apt.conf"
    configuration.write_text(CONFIGURATION.format(folder=folder))
    return configuration


def _sources(suite: str) -> list[str]:
    archives = {"": ARCHIVES[""]} if suite == "sid" else ARCHIVES
    return [
        SOURCE.format(uri=_mirror(end), suite=suite + end, keyring=KEYRING)
        for end in archives
    ]


def _mirror(end: str) -> str:
    release = f"{_codename()}{end}"
    answer = subprocess.run(
        [
            "apt-get",
            "indextargets",
            "--format=$(REPO_URI)",
            "Created-By: Packages",
            "Component: main",
            f"Release: {release}",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    uris = [uri for uri in sorted(answer.stdout.split()) if "debian" in uri]
    return uris[0] if uris else ARCHIVES[end]


def _codename() -> str:
    for line in Path("/etc/os-release").read_text().splitlines():
        if line.startswith("VERSION_CODENAME="):
            return line.partition("=")[2]
    return "sid"
