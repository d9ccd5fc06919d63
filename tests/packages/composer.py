"""The real Composer with repositories of files and a project of its own."""

from __future__ import annotations

import json
import os
import subprocess
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from packages.addresses import Addresses
from packages.repository.documents import documents
from packages.repository.packages_json import packages_json
from packages.repository.row import PackageRow
from tests.packages.composers import composer

SECONDS = 120
INSTALLERS = {"name": "composer/installers", "version": "2.3.0", "type": "library"}


class Repositories:
    """Folders of files, served as a web server would; `asked` are the paths of each GET."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.asked: list[str] = []
        handler = partial(_Handler, self.asked, directory=str(folder))
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def write(self, name: str, *rows: PackageRow) -> str:
        """Write what Composer reads, and return the repository's address."""
        url = f"{self.url}/{name}"
        addresses = Addresses(packages=url, metadata=url)
        for row in rows:
            for path, content in documents(row, addresses).files(row.name):
                self._put(self.folder / name / "p2" / path, content)
        self._put(self.folder / name / "packages.json", packages_json(addresses))
        return url

    def _put(self, file: Path, content: bytes) -> None:
        """Composer asks by the second what is newer: a changed file is a second newer."""
        file.parent.mkdir(parents=True, exist_ok=True)
        before = file.stat().st_mtime if file.exists() else 0
        file.write_bytes(content)
        newer = max(before + 1, file.stat().st_mtime)
        os.utime(file, (newer, newer))

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, asked: list[str], *args: Any, **kwargs: Any) -> None:
        self._asked = asked
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        self._asked.append(self.path)
        super().do_GET()

    def log_message(self, format: str, *args: Any) -> None: ...


class Project:
    """A project that requires packages of our repository, and of others below it."""

    def __init__(self, folder: Path, *repositories: str) -> None:
        self.folder = folder / "project"
        self.home = folder / "home"
        self.folder.mkdir()
        installers = folder / "installers"
        installers.mkdir()
        (installers / "composer.json").write_text(json.dumps(INSTALLERS))
        self.settings: dict[str, Any] = {
            "repositories": [
                *({"type": "composer", "url": url} for url in repositories),
                {"type": "path", "url": str(installers)},
                {"packagist.org": False},
            ],
            "config": {"secure-http": False},
        }

    def update(self, **settings: Any) -> subprocess.CompletedProcess[str]:
        """Resolve what is required; nothing is downloaded."""
        config = {**self.settings["config"], **settings.pop("config", {})}
        content = json.dumps({**self.settings, **settings, "config": config})
        (self.folder / "composer.json").write_text(content)
        return self.run("update", "--no-install")

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        environment = {
            **os.environ,
            "COMPOSER_HOME": str(self.home),
            "COMPOSER_ALLOW_SUPERUSER": "1",
        }
        return subprocess.run(
            [*composer(), "--no-interaction", "--no-ansi", *command],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=SECONDS,
        )

    def locked(self) -> dict[str, Any]:
        """Return what composer.lock holds of each package, by its name."""
        lock = json.loads((self.folder / "composer.lock").read_text())
        return {package["name"]: package for package in lock["packages"]}

    def versions(self) -> dict[str, str]:
        return {
            name: package["version"]
            for name, package in self.locked().items()
            if name != INSTALLERS["name"]
        }
