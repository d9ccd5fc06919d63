"""
Puts the secrets of a function where only it reads them, from this process's environment.

Zappa never sees them: an update of the function leaves what its settings don't name.
"""

from __future__ import annotations

import os
import sys

import boto3

from deploy.aws.stages import function_name, stage_settings

NAMES = ["SECRET_KEY", "WP_BASIC_AUTH_USER", "WP_BASIC_AUTH_PASSWORD"]


def set_secrets(stage: str) -> None:
    if missing := [name for name in NAMES if not os.environ.get(name)]:
        sys.exit(f"Set {', '.join(missing)} in the environment of this command.")
    settings = stage_settings(stage)
    function = function_name(stage, settings)
    client = boto3.client("lambda", region_name=settings["aws_region"])
    known = client.get_function_configuration(FunctionName=function)
    variables = known.get("Environment", {}).get("Variables", {})
    client.update_function_configuration(
        FunctionName=function,
        Environment={"Variables": {**variables, **_ours()}},
    )
    client.get_waiter("function_updated_v2").wait(FunctionName=function)
    sys.stdout.write(f"{function}: {', '.join(NAMES)} are set.\n")


def _ours() -> dict[str, str]:
    return {name: os.environ[name] for name in NAMES}


if __name__ == "__main__":
    for named in sys.argv[1:]:
        set_secrets(named)
