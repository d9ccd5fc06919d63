from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.packages import require
from tests.databases import empty_database
from tests.servers.systemd import SERVER, UNITS, Manager
from wordpress.local.folders import PROJECT


@pytest.fixture(scope="session")
def systemd() -> None:
    require()


@pytest.fixture
def units(tmp_path: Path, systemd: None) -> Path:
    """Our units, with the places of this machine: systemd looks whether the programs are there."""
    folder = tmp_path / "units"
    shutil.copytree(UNITS, folder, symlinks=True)  # as `cp -r` does
    for file in (path for path in folder.rglob("*") if path.is_file()):
        text = file.read_text()
        text = text.replace(f"{SERVER}/.venv/bin", str(Path(sys.executable).parent))
        file.write_text(text.replace(SERVER, str(PROJECT)))
    return folder


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """What the common file and an .env say, for a database of its own."""
    database = tmp_path / "items.sqlite3"
    database.write_bytes(empty_database())
    return {
        **{name: value for name, value in os.environ.items() if name != "PATH"},
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "DATABASE_URL": f"sqlite:///{database}",
    }


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[Manager]:
    manager = Manager(tmp_path)
    yield manager
    manager.socket.close()
