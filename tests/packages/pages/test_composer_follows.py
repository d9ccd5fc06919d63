"""Tests of the real Composer while builds are promoted, taken back, and packages closed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest

from packages.versions.version_list import KeptVersion, as_json
from tests.gunicorn import Gunicorn
from tests.packages.composer import Project, Repositories
from tests.packages.machine import Machine
from tests.packages.pages.machine import store
from tests.packages.rows import RELEASED

TEA = "wp-plugin/tea"
EVENTS = """
SELECT slug, version FROM packages_installevent
JOIN packages_package ON packages_package.id = package_id ORDER BY slug
"""


@dataclass
class Served:
    """What gunicorn serves of the builds that the commands make; another host has the zips."""

    machine: Machine
    url: str

    def deployed(self, *versions: str) -> None:
        """Serve tea in these versions."""
        kept = as_json(KeptVersion(text, RELEASED) for text in versions)
        self.machine.query("UPDATE packages_package SET versions = ?", kept)
        self.run("build --full", "deploy")

    def closed(self) -> None:
        self.machine.query("UPDATE packages_package SET state = 'closed'")
        self.run("build --full", "deploy --accept-closures")

    def run(self, *commands: str) -> None:
        for command in commands:
            process = self.machine.manage(*command.split())
            assert process.returncode == 0, process.stderr


@pytest.fixture
def downloads(tmp_path: Path) -> Iterator[str]:
    folder = tmp_path / "downloads"
    (folder / "plugin").mkdir(parents=True)
    for version in ("1.0", "2.0"):
        with ZipFile(folder / f"plugin/tea.{version}.zip", "w") as archive:
            archive.writestr("tea/tea.php", f"<?php // {version}\n")
    host = Repositories(folder)
    yield host.url
    host.stop()


@pytest.fixture
def served(machine: Machine, downloads: str) -> Iterator[Served]:
    gunicorn = Gunicorn(machine.settings)
    url = f"{gunicorn.url}/packages"
    machine.environment.update(
        PACKAGES_URL=url,
        PACKAGES_METADATA_URL=url,
        PACKAGES_WORDPRESS_ORG_DOWNLOADS=downloads,
    )
    store(machine, TEA, "1.0")
    served = Served(machine, url)
    try:
        served.deployed("1.0")
        yield served
    finally:
        gunicorn.stop()


@pytest.fixture
def project(tmp_path: Path, served: Served) -> Project:
    """A project that has locked tea, and installed nothing yet."""
    project = Project(tmp_path, served.url)
    answer = project.update(require={TEA: "*"})
    assert answer.returncode == 0, answer.stderr
    assert project.versions() == {TEA: "1.0"}
    return project


def installed(project: Project) -> str:
    return (project.folder / "vendor" / TEA / "tea.php").read_text()


def test_a_promotion_and_a_rollback_reach_it(project: Project, served: Served) -> None:
    served.deployed("2.0", "1.0")
    answer = project.run("update", "--no-install", "-vvv")
    assert f"[200] {served.url}/p2/{TEA}.json" in answer.stderr
    assert f"[304] {served.url}/packages.json" in answer.stderr
    assert project.versions() == {TEA: "2.0"}

    served.run("deploy --rollback")
    answer = project.run("update", "--no-install", "-vvv")
    assert f"[200] {served.url}/p2/{TEA}.json" in answer.stderr
    assert project.versions() == {TEA: "1.0"}


def test_we_hear_of_what_an_update_installs(project: Project, served: Served) -> None:
    assert project.run("install").returncode == 0
    served.deployed("2.0", "1.0")

    answer = project.run("update")

    assert answer.returncode == 0, answer.stderr
    assert installed(project) == "<?php // 2.0\n"
    assert served.machine.query(EVENTS) == [("tea", "1.0"), ("tea", "2.0")]


def test_what_is_locked_installs_when_it_is_closed(
    project: Project, served: Served
) -> None:
    served.closed()

    answer = project.run("install")

    assert answer.returncode == 0, answer.stderr
    assert installed(project) == "<?php // 1.0\n"
    assert served.machine.query(EVENTS) == [("tea", "1.0")]
    assert project.run("update", "--no-install").returncode == 2
