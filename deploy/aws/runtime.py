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


if __name__ == "__main__":
    require_runtime(sys.argv[1])
