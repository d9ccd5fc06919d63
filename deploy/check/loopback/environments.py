"""One execution environment of a function: it is started once, and handles one event at a time."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import time
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from deploy.check.loopback.runtime_api import Outcome, RuntimeApi
from deploy.check.places import (
    FILE_SYSTEM,
    LOGS,
    REGION,
    RUNTIME,
    SANDBOX,
    SECONDS,
    python_home,
)


class Environment:
    def __init__(
        self,
        code: Path,
        configuration: Mapping[str, Any],
        python_options: tuple[str, ...] = (),
    ) -> None:
        name = configuration["FunctionName"]
        self.busy = False
        self.api = RuntimeApi(f"arn:aws:lambda:{REGION}:123456789012:function:{name}")
        self.log = LOGS / f"{name}-{uuid.uuid4().hex[:6]}.log"
        home, python = python_home()
        # Its own packages only, as on Lambda: -S leaves out those of this machine.
        command = [f"/var/lang/bin/{python}", "-s", "-S", *python_options]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [
                    *("unshare", "--mount", "--propagation", "unchanged"),
                    *map(str, (SANDBOX, code, RUNTIME, home, FILE_SYSTEM)),
                    *command,
                    *("-m", "awslambdaric", configuration["Handler"]),
                ],
                env=self._variables(configuration),
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def _variables(self, configuration: Mapping[str, Any]) -> dict[str, str]:
        return {
            "PATH": "/var/lang/bin:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
            "LANG": "en_US.UTF-8",
            "TZ": ":UTC",
            "LD_LIBRARY_PATH": "/var/lang/lib",
            "PYTHONPATH": "/var/runtime",
            "LAMBDA_TASK_ROOT": "/var/task",
            "LAMBDA_RUNTIME_DIR": "/var/runtime",
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_LAMBDA_FUNCTION_NAME": configuration["FunctionName"],
            "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(configuration["MemorySize"]),
            "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
            "AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{self.api.server_port}",
            "_HANDLER": configuration["Handler"],
            **(configuration.get("Environment") or {}).get("Variables", {}),
        }

    def wait_until_initialized(self) -> None:
        deadline = time.monotonic() + SECONDS
        while not self.api.initialized.wait(0.02):
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"A function doesn't start.\n{self.log.read_text()}")

    def invoke(self, event: bytes, seconds: float) -> Outcome:
        self.wait_until_initialized()
        self.api.events.put(event)
        try:
            return self.api.outcomes.get(timeout=seconds)
        except queue.Empty:
            self.stop()
            return Outcome(b'{"errorMessage": "Task timed out"}', failed=True)

    def memory(self) -> float:
        """Megabytes, at most so far."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024

    def is_alive(self) -> bool:
        return self.process.poll() is None

    def stop(self) -> None:
        if self.is_alive():
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.api.stop()
