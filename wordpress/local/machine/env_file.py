"""The `.env` of a newcomer: what is missing is added; what somebody else wrote stays."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from wordpress.local.machine.files import write_secret


class EnvFile:
    """
    Knows its own lines from a person's by their hashes, kept in `record`.

    Its own may change (a port, a new password); a person's never do.
    """

    def __init__(self, path: Path, record: Path) -> None:
        self.path, self.record = path.resolve(), record
        self.lines = path.read_text().splitlines() if path.exists() else []
        self.written: dict[str, str] = (
            json.loads(record.read_text()) if record.exists() else {}
        )

    def get(self, name: str) -> str:
        return self._values().get(name, "")

    def is_ours(self, name: str, value: str) -> bool:
        """Whether this tool wrote the value, or there is none."""
        return not value or self.written.get(name) == _hash(value)

    def complete(self, wanted: Mapping[str, str]) -> None:
        ours = {
            name: value
            for name, value in wanted.items()
            if self.is_ours(name, self.get(name))
        }
        kept = [line for line in self.lines if _name(line) not in ours]
        self.lines = kept + [f"{name}={value}" for name, value in ours.items()]
        self.written |= {name: _hash(value) for name, value in ours.items()}
        write_secret(self.record, json.dumps(self.written))
        write_secret(self.path, "\n".join(self.lines) + "\n")

    def _values(self) -> dict[str, str]:
        return {_name(line): _value(line) for line in self.lines if "=" in line}


def _name(line: str) -> str:
    return line.partition("=")[0].removeprefix("export ").strip()


def _value(line: str) -> str:
    return line.partition("=")[2].strip().strip("'\"")


def _hash(value: str) -> str:
    return hashlib.sha256(value.encode()).hexdigest()
