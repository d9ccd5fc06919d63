"""Programs as an operator runs them; one that fails ends the check, with what it said."""

from __future__ import annotations

import os
import subprocess

from deploy.aws.stages import PROJECT
from deploy.check.places import LAMBDA_PYTHON, REGION, SETTINGS

SECRETS = {
    "SECRET_KEY": "only-for-the-check-" + "x" * 50,
    # Those of the fake WordPress.
    "WP_BASIC_AUTH_USER": "restart-api",
    "WP_BASIC_AUTH_PASSWORD": "service password",
}


class Operator:
    def __init__(self, aws_url: str) -> None:
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": os.environ.get("HOME", "/root"),
            "LANG": "C.UTF-8",
            "VIRTUAL_ENV": str(LAMBDA_PYTHON.parents[1]),
            "AWS_ENDPOINT_URL": aws_url,
            "AWS_ACCESS_KEY_ID": "testing",
            "AWS_SECRET_ACCESS_KEY": "testing",
            "AWS_DEFAULT_REGION": REGION,
            "AWS_EC2_METADATA_DISABLED": "true",
            **SECRETS,
        }

    def run(
        self, *command: str, fails: bool = False, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            command,
            cwd=PROJECT,
            env={**self.environment, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert (done.returncode != 0) is fails, (
            f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout[-4000:]}"
        )
        return done

    def python(self, module: str, *arguments: str) -> str:
        command = (str(LAMBDA_PYTHON), "-m", module, *arguments)
        return self.run(*command).stdout

    def zappa(
        self, command: str, stage: str, *arguments: str, fails: bool = False
    ) -> str:
        zappa = (str(LAMBDA_PYTHON), "-m", "zappa.cli", command, "-s", str(SETTINGS))
        return self.run(*zappa, stage, *arguments, fails=fails).stdout
