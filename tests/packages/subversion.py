"""A real Subversion server, Debian's behind Apache, and repositories of it and of the fake."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import requests

from tests.browser import packages
from tests.packages.fake_subversion import FakeSubversion
from wordpress.local.machine.ports import free_port
from wordpress.local.machine.processes import Program

READY_SECONDS = 60
MODULES = Path("/usr/lib/apache2/modules")
CONFIGURATION = """\
ServerRoot {folder}
ServerName localhost
PidFile {folder}/pid
Listen 127.0.0.1:{port}
ErrorLog {folder}/error.log
LoadModule mpm_event_module {modules}/mod_mpm_event.so
LoadModule authz_core_module {modules}/mod_authz_core.so
LoadModule dav_module {modules}/mod_dav.so
LoadModule dav_svn_module {modules}/mod_dav_svn.so
<Location />
  DAV svn
  SVNParentPath {folder}/repositories
  SVNListParentPath on
</Location>
"""
AS_ANOTHER_USER = "User www-data\nGroup www-data\n"  # Apache refuses to serve as root


class Subversion:
    """The caller stops it, even if the test failed: see the fixtures that make one."""

    def __init__(self) -> None:
        packages.require()
        self.folder = Path(tempfile.mkdtemp(prefix="restart-registry-svn-"))
        self.folder.chmod(0o755)  # Apache's workers run as another user
        self.repositories = self.folder / "repositories"
        self.repositories.mkdir()
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self._start(port)

    def new_repository(self) -> Repository:
        name = f"repository-{len(list(self.repositories.iterdir()))}"
        folder = self.repositories / name
        run("svnadmin", "create", str(folder))
        return RealRepository(f"{self.url}/{name}", folder)

    def stop(self) -> None:
        self.program.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _start(self, port: int) -> None:
        file = self.folder / "apache.conf"
        text = CONFIGURATION.format(folder=self.folder, port=port, modules=MODULES)
        file.write_text(text + (AS_ANOTHER_USER if os.geteuid() == 0 else ""))
        self.program = Program(
            "Subversion",
            ["apache2", "-f", str(file), "-D", "FOREGROUND"],
            mark=self.folder,
            log=self.folder / "log",
            environment={
                **os.environ,
                "PATH": f"{os.environ['PATH']}:/usr/sbin:/sbin",
            },
        )
        try:
            self.program.wait_until(self._answers)
        except BaseException:
            self.stop()
            raise

    def _answers(self) -> bool:
        try:
            return requests.get(self.url, timeout=READY_SECONDS).ok
        except requests.ConnectionError:
            return False


@dataclass(frozen=True)
class Repository:
    url: str

    def commit(self, *actions: str) -> int:
        """Make one revision of actions of svnmucc, such as `mkdir`, `tea/trunk`."""
        raise NotImplementedError

    def ask(self, method: str, path: str, body: str = "") -> requests.Response:
        return requests.request(
            method,
            self.url + path,
            data=body.encode(),
            headers={"Depth": "0"},
            timeout=READY_SECONDS,
        )


@dataclass(frozen=True)
class RealRepository(Repository):
    folder: Path

    def commit(self, *actions: str) -> int:
        url = self.folder.as_uri()
        run("svnmucc", "--non-interactive", "-m", "A commit", "-U", url, *actions)
        return int(run("svnlook", "youngest", str(self.folder)))


@dataclass(frozen=True)
class FakeRepository(Repository):
    fake: FakeSubversion

    def commit(self, *actions: str) -> int:
        return self.fake.commit(*actions)


def run(*command: str) -> bytes:
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        command, env=environment, check=True, capture_output=True
    ).stdout
