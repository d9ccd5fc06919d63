"""Whether the packages in a zip are made for the Python and the system that run it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from deploy.aws.runtime import is_amazon_linux_2

# The C library of the system below each runtime: Amazon Linux 2, then Amazon Linux 2023.
AMAZON_LINUX_2, AMAZON_LINUX_2023 = (2, 26), (2, 34)
MANYLINUX = re.compile(r"manylinux_(\d+)_(\d+)_(\w+)|manylinux(1|2010|2014)_(\w+)")
OLD_NAMES = {"1": (2, 5), "2010": (2, 12), "2014": (2, 17)}  # PEP 600


def check_wheels(archive: Path, created: dict[str, Any]) -> str:
    version = created["Runtime"].removeprefix("python")
    [architecture] = created.get("Architectures") or ["x86_64"]
    tags = dict(_tags(archive))
    for package, its_tags in tags.items():
        fitting = [tag for tag in its_tags if _fits(tag, version, architecture)]
        assert fitting, (
            f"{package} is made for {its_tags}, not for {created['Runtime']} on "
            f"{architecture}"
        )
    return f"{len(tags)} packages fit {created['Runtime']} on {architecture}"


def _tags(archive: Path) -> Iterator[tuple[str, list[str]]]:
    with zipfile.ZipFile(archive) as opened:
        for name in opened.namelist():
            if name.endswith(".dist-info/WHEEL"):
                text = opened.read(name).decode()
                yield name.partition("/")[0], re.findall(r"^Tag: (\S+)", text, re.M)


def _fits(tag: str, version: str, architecture: str) -> bool:
    python, abi, platform = tag.split("-")
    ours = f"cp{version.replace('.', '')}"
    is_python = python in (ours, "py3") or (python.startswith("cp3") and abi == "abi3")
    return is_python and (platform == "any" or _runs(platform, version, architecture))


def _runs(platform: str, version: str, architecture: str) -> bool:
    old = is_amazon_linux_2(f"python{version}")
    library = AMAZON_LINUX_2 if old else AMAZON_LINUX_2023
    if not (match := MANYLINUX.fullmatch(platform)):
        return False
    major, minor, its_architecture, old_name, old_architecture = match.groups()
    needed = OLD_NAMES[old_name] if old_name else (int(major), int(minor))
    return needed <= library and (its_architecture or old_architecture) == architecture
