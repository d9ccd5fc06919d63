"""Fills the folder that stands for /var/runtime: awslambdaric and boto3, with what they need."""

from __future__ import annotations

import re
import shutil
from importlib.metadata import distribution

from deploy.check.places import RUNTIME

BROUGHT = ["awslambdaric", "boto3"]


def fill_runtime() -> None:
    shutil.rmtree(RUNTIME, ignore_errors=True)
    for package in _with_requirements(BROUGHT):
        for file in distribution(package).files or []:
            if file.parts[0] != "..":  # a program of its own, in bin/
                target = RUNTIME / file
                target.parent.mkdir(parents=True, exist_ok=True)
                # With its time: bytecode is compared by it.
                shutil.copy2(str(file.locate()), target)


def _with_requirements(packages: list[str]) -> set[str]:
    found: set[str] = set()
    waiting = list(packages)
    while waiting:
        package = waiting.pop()
        if package not in found:
            found.add(package)
            required = distribution(package).requires or []
            waiting += [_name(one) for one in required if "extra ==" not in one]
    return found


def _name(requirement: str) -> str:
    return re.split(r"[^\w.-]", requirement, maxsplit=1)[0].lower().replace("_", "-")
