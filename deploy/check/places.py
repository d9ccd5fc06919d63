"""Where things lie, and how long we wait for them."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

from deploy.aws.stages import PROJECT

HOME = PROJECT / ".local/deploy-check"
RUNTIME = HOME / "runtime"  # /var/runtime
FILE_SYSTEM = HOME / "file-system"  # EFS
CODE = HOME / "code"
LOGS = HOME / "logs"
SETTINGS = HOME / "zappa_settings.json"
LAMBDA_PYTHON = PROJECT / ".local/lambda/venv/bin/python"
SANDBOX = Path(__file__).with_name("loopback") / "sandbox.sh"

REGION = "eu-central-1"
ACCOUNT = "123456789012"
SECONDS = 120


@cache
def python_home() -> tuple[str, str]:
    """The Python that built the zips: its folder, and its name in there."""
    asked = "import sys; print(sys.base_prefix); print('python%d.%d' % sys.version_info[:2])"
    said = subprocess.check_output([LAMBDA_PYTHON, "-c", asked], text=True)
    home, name = said.split()
    return home, name
