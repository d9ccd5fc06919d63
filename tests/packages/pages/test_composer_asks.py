"""Tests of the real Composer with the repository as gunicorn serves it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

import pytest
import requests

from packages.addresses import Addresses
from packages.versions.version_list import KeptVersion
from tests.gunicorn import Gunicorn
from tests.packages.composer import Project
from tests.packages.machine import Machine
from tests.packages.pages.machine import store
from tests.packages.pages.repository import BUILD, Repository, write
from tests.packages.rows import RELEASED, plugin, row, theme

OURS = "restart/restart-registry"
PHP = b"<?php // Plugin Name: Restart Registry\n"


class Served(NamedTuple):
    machine: Machine
    repository: Repository
    url: str

    @property
    def addresses(self) -> Addresses:
        return Addresses(packages=self.url, metadata=self.url)


def zipped() -> bytes:
    content = BytesIO()
    with ZipFile(content, "w") as file:
        file.writestr("restart-registry/restart-registry.php", PHP)
    return content.getvalue()


@pytest.fixture(scope="module")
def served(
    tmp_path_factory: pytest.TempPathFactory, migrated: Path
) -> Iterator[Served]:
    """Serve a plugin of ours and two of WordPress.org; the API wants keys."""
    machine = Machine(tmp_path_factory.mktemp("served"))
    machine.migrate(migrated)
    gunicorn = Gunicorn({**machine.settings, "API_KEYS": "the key"})
    try:
        served = Served(
            machine, Repository(machine.storage), f"{gunicorn.url}/packages"
        )
        fill(served)
        yield served
    finally:
        gunicorn.stop()


def fill(served: Served) -> None:
    content = zipped()
    shasum = hashlib.sha1(content, usedforsecurity=False).hexdigest()
    name = f"restart-registry-1.2.3-{shasum[:8]}.zip"
    write(served.repository.folder / "dist/restart" / name, content)
    release = KeptVersion("1.2.3", RELEASED, shasum=shasum)
    ours = row("restart", "plugin", [release], {"slug": "restart-registry"})
    rows = (ours, plugin(), theme(slug="tea-garden"))
    served.repository.build(BUILD, *rows, addresses=served.addresses)
    served.repository.promote(BUILD)
    store(served.machine, OURS, "1.2.3")
    store(served.machine, "wp-plugin/tea", "1.1", "v1.0")


@pytest.fixture
def project(tmp_path: Path, served: Served) -> Project:
    return Project(tmp_path, served.url)


def test_it_installs_our_zip_and_we_hear_of_it(
    project: Project, served: Served
) -> None:
    answer = project.update(require={OURS: "*"})
    assert answer.returncode == 0, answer.stderr
    assert served.machine.query("SELECT * FROM packages_installevent") == []

    answer = project.run("install")

    assert answer.returncode == 0, answer.stderr
    installed = project.folder / "vendor" / OURS / "restart-registry.php"
    assert installed.read_bytes() == PHP
    events = served.machine.query(
        "SELECT slug, version FROM packages_installevent"
        " JOIN packages_package ON packages_package.id = package_id"
    )
    assert events == [("restart-registry", "1.2.3")]


def test_the_second_time_it_is_sent_nothing_again(
    project: Project, served: Served
) -> None:
    require = {"wp-plugin/tea": "^1.0", "wp-theme/tea-garden": "*"}
    assert project.update(require=require).returncode == 0

    answer = project.run("update", "--no-install", "-vvv")

    assert answer.returncode == 0
    for path in ("packages.json", "p2/wp-plugin/tea.json"):
        assert f"[304] {served.url}/{path}" in answer.stderr
    assert f"[200] {served.url}" not in answer.stderr


def test_it_searches_texts(project: Project) -> None:
    project.update()

    answer = project.run("search", "tea")

    assert (answer.returncode, answer.stdout.split()) == (0, ["wp-plugin/tea"])


def test_it_searches_names_and_lists_them(project: Project) -> None:
    project.update()

    found = project.run("search", "-N", "tea").stdout.split()
    assert sorted(found) == ["wp-plugin/tea", "wp-theme/tea-garden"]
    shown = project.run("show", "-a", "wp-plugin/t*").stdout
    assert "wp-plugin/tea" in shown
    assert "tea-garden" not in shown


def test_a_telling_that_is_too_long_is_thanked_for_and_forgotten(
    served: Served,
) -> None:
    before = served.machine.query("SELECT * FROM packages_installevent")
    body = b'{"downloads": [{"name": "wp-plugin/tea", "version": "1.1.0.0"}]}'

    response = requests.post(
        f"{served.url}/downloads", body.ljust(1_200_000), timeout=30
    )

    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert served.machine.query("SELECT * FROM packages_installevent") == before
