"""Functions by name: what was uploaded, and the environments that run it."""

from __future__ import annotations

import io
import shutil
import threading
import uuid
import zipfile
from typing import Any, NamedTuple

from deploy.check.loopback.environments import Environment
from deploy.check.places import CODE

MOST_UNZIPPED = 262_144_000  # bytes, of AWS


class Answer(NamedTuple):
    payload: bytes
    failed: bool
    log: bytes


class Function:
    def __init__(self, configuration: dict[str, Any], code: bytes) -> None:
        self.configuration = configuration
        self.versions: list[bytes] = []
        self.environments: list[Environment] = []
        self.lock = threading.Lock()
        self.upload(code)

    def upload(self, code: bytes) -> None:
        self.stop()
        self.versions.append(code)
        self.code = CODE / f"{self.configuration['FunctionName']}-{uuid.uuid4().hex}"
        with zipfile.ZipFile(io.BytesIO(code)) as archive:
            unzipped = sum(entry.file_size for entry in archive.infolist())
            if unzipped > MOST_UNZIPPED:
                raise ValueError(f"{unzipped} bytes are more than AWS takes.")
            archive.extractall(self.code)

    def configure(self, changes: dict[str, Any]) -> None:
        self.stop()
        self.configuration = {**self.configuration, **changes}

    def invoke(self, event: bytes) -> Answer:
        environment, position = self._free_environment()
        try:
            outcome = environment.invoke(event, self.configuration["Timeout"])
        finally:
            environment.busy = False
        log = environment.log.read_bytes()[position:]
        return Answer(outcome.payload, outcome.failed, log)

    def _free_environment(self) -> tuple[Environment, int]:
        with self.lock:
            self.environments = [e for e in self.environments if e.is_alive()]
            free = [one for one in self.environments if not one.busy]
            if not free:
                free = [Environment(self.code, self.configuration)]
                self.environments += free
            free[0].busy = True
        return free[0], free[0].log.stat().st_size

    def stop(self) -> None:
        for environment in self.environments:
            environment.stop()
        self.environments = []

    def forget(self) -> None:
        self.stop()
        shutil.rmtree(self.code)


class Functions(dict[str, Function]):
    def stop(self) -> None:
        for function in self.values():
            function.stop()
