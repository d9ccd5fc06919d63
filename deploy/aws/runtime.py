"""Refuses to build for another Python, or another processor, than the functions run on."""

from __future__ import annotations

import platform
import sys
from pathlib import Path

from deploy.aws.stages import SETTINGS, stage_settings


def require_runtime(stage: str, file: Path = SETTINGS) -> None:
    settings = stage_settings(stage, file)
    runtime, architecture = settings["runtime"], settings["architecture"]
    ours = f"python{sys.version_info.major}.{sys.version_info.minor}"
    if ours != runtime:
        sys.exit(
            f"The zip would hold packages for {ours}, but the functions run on {runtime} "
            f"(`runtime` in zappa_settings.json): make package PYTHON={runtime}. If "
            "there is a .local/lambda already, delete it first. Or change `runtime`."
        )
    if platform.machine() != architecture:
        sys.exit(
            f"The zip would hold packages for {platform.machine()}, but the functions "
            f"run on {architecture} (`architecture` in zappa_settings.json): build it on "
            "such a machine."
        )


def is_amazon_linux_2(runtime: str) -> bool:
    """AWS runs each Python from 3.12 on Amazon Linux 2023, and older ones on this."""
    return int(runtime.removeprefix("python3.")) <= 11


def has_old_sqlite(stage: str, file: Path = SETTINGS) -> bool:
    """
    Say whether Django won't start there: it wants SQLite 3.31.

    Amazon Linux 2 has 3.7.17 (github.com/aws/aws-lambda-base-images/issues/116).
    """
    settings = stage_settings(stage, file)
    database = settings["aws_environment_variables"].get("DATABASE_URL", "")
    return is_amazon_linux_2(settings["runtime"]) and database.startswith("sqlite")


if __name__ == "__main__":
    require_runtime(sys.argv[1])
