"""A repository that is built and deployed by the commands, inside the process of the tests."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import orjson
from django.core.management import call_command

from packages.models import Build, MetadataChange, Package, StatusChange
from packages.models.package import State
from packages.models.status_change import StatusAction
from packages.versions.version_list import KeptVersion, as_json
from tests.packages.builds import changed
from tests.packages.rows import RELEASED


class Clock:
    """Goes as clocks go, and wherever a test sets it."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def forward(self, **time: float) -> None:
        self.ahead += timedelta(**time)

    def back(self, **time: float) -> None:
        self.ahead -= timedelta(**time)


class Repository:
    def __init__(self, folder: Path, clock: Clock) -> None:
        self.folder = folder
        self.clock = clock

    def build(self, *arguments: str) -> str:
        """Make a build, a minute after what was before; return its id."""
        self.clock.forward(minutes=1)
        call_command("build", "--processes=1", *arguments, stdout=StringIO())
        return Build.objects.latest("run").pk

    def deploy(self, *arguments: str) -> str:
        """Return what is said."""
        self.clock.forward(minutes=1)
        out = StringIO()
        call_command("deploy", *arguments, stdout=out)
        return out.getvalue()

    def deployed(self) -> str:
        """Make a build and serve it; return its id."""
        build = self.build()
        self.deploy()
        return build

    def released(self, package: Package, version: str) -> str:
        """Let a package have this version only, and serve that."""
        changed(package, versions=kept(version))
        return self.deployed()

    @property
    def rollback_of(self) -> str:
        rollback_of: str = self.file("manifest.json")["rollback_of"]
        return rollback_of

    @property
    def current(self) -> str:
        """What the link says: builds/ID."""
        return os.readlink(self.folder / "current")

    def serves(self, build: str) -> bool:
        return self.current == f"builds/{build}"

    def file(self, path: str) -> Any:
        """Return what is in a file that is served."""
        return orjson.loads((self.folder / "current" / path).read_bytes())

    def text(self, name: str) -> str:
        return (self.folder / f"current/p2/{name}.json").read_text()

    def offered(self, name: str) -> list[str]:
        """Return the versions of a package that may be installed."""
        document = self.file(f"p2/{name}.json")
        is_refused = "filter" in document
        versions = [entry["version"] for entry in document["packages"][name]]
        return [] if is_refused else versions

    def changes(self) -> list[tuple[str, str]]:
        """Return what mirrors are told of the last promotion that changed anything."""
        rows = MetadataChange.objects.order_by("at_ms", "name")
        last = rows.last()
        told = rows.filter(at_ms=last.at_ms) if last else rows
        return [(row.name, row.action) for row in told]

    def state(self) -> set[tuple[str, bytes]]:
        """Return all files there are, with links."""
        return {
            (str(path), os.fsencode(os.readlink(path)) if path.is_symlink() else b"")
            for path in self.folder.parent.rglob("*")
        }

    def close(self, package: Package, state: str = State.CLOSED) -> None:
        self._change(package, state, StatusAction(state))

    def reopen(self, package: Package) -> None:
        self._change(package, State.OPEN, StatusAction.REOPENED)

    def _change(self, package: Package, state: str, action: str) -> None:
        self.clock.forward(minutes=1)
        now = self.clock.now()
        changed(package, state=state, state_since=now)
        StatusChange.objects.create(package=package, action=action, at=now)


def kept(*versions: str) -> str:
    """Return how a package keeps these versions, which are in Composer's order."""
    return as_json([KeptVersion(version, RELEASED) for version in versions])
