"""Tests that the lines for Composer, of `make run` and of /packages/docs, install our plugin as it is."""

from __future__ import annotations

import html
import json
import os
import re
import shlex
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
import requests

from tests.gunicorn import Gunicorn
from tests.packages.composers import composer
from tests.packages.machine import Machine
from wordpress.local.accounts import Account
from wordpress.local.demo.composer_repository import make_composer_repository
from wordpress.local.demo.connected_site import ConnectedSite
from wordpress.local.demo.welcome import welcome
from wordpress.local.folders import PLUGIN, PROJECT
from wordpress.local.machine.ports import free_port

INSTALLERS = Path(__file__).parents[1] / "php" / "installers"
SECONDS = 120
CAST = {
    name: Account(number, name, f"{name}@example.org", "password", "1234 5678")
    for number, name in enumerate(("ada", "bob", "carol", "eve"))
}


class Api:
    """What `make run` starts, and where it stands; its commands are real ones."""

    def __init__(self, machine: Machine) -> None:
        port = free_port()
        url = f"http://127.0.0.1:{port}/packages"
        machine.environment |= {"PACKAGES_URL": url, "PACKAGES_METADATA_URL": url}
        self.gunicorn = Gunicorn(machine.settings, port=port)
        self.url = self.gunicorn.url
        self._machine = machine

    def manage(self, *arguments: str) -> str:
        process = self._machine.manage(*arguments)
        assert process.returncode == 0, process.stderr
        return process.stdout


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[Api]:
    machine = Machine(tmp_path_factory.mktemp("machine"))
    machine.migrate(migrated)
    api = Api(machine)
    try:
        make_composer_repository(api)
        yield api
    finally:
        api.gunicorn.stop()


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A Composer without packagist.org, where a stand-in takes composer/installers' place."""
    home, programs = tmp_path / "home", tmp_path / "bin"
    home.mkdir()
    programs.mkdir()
    installers = {"type": "path", "url": str(INSTALLERS)}
    repositories = [installers, {"packagist.org": False}]
    (home / "config.json").write_text(json.dumps({"repositories": repositories}))
    command = [shutil.which(composer()[0]) or "", *composer()[1:]]
    program = programs / "composer"
    program.write_text(f'#!/bin/sh\nexec {shlex.join(command)} "$@"\n')
    program.chmod(0o755)
    return {
        **os.environ,
        "PATH": f"{programs}:{os.environ['PATH']}",
        "COMPOSER_HOME": str(home),
        "COMPOSER_ALLOW_SUPERUSER": "1",
    }


def printed_lines(api: Api, capsys: pytest.CaptureFixture[str]) -> list[str]:
    pages = {"public": "/public", "private": "/private"}
    registries, bridge = {"public": 1, "private": 2}, ConnectedSite("", "", "", "")
    welcome(api.url, "http://wordpress.test", CAST, registries, pages, bridge)
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    return [line for line in lines if line.startswith("composer ")]


def commands_of_docs(api: Api) -> list[str]:
    page = requests.get(f"{api.url}/packages/docs", timeout=30).text
    blocks = re.findall("<pre[^>]*>(.*?)</pre>", page, re.S)
    lines = [line for block in blocks for line in html.unescape(block).splitlines()]
    return [line for line in lines if line.startswith("composer ")]


def committed(folder: Path) -> dict[str, bytes]:
    tree = f"HEAD:{folder.relative_to(PROJECT)}"
    archive = subprocess.run(
        ["git", "archive", "--format=tar", tree],  # noqa: S607
        cwd=PROJECT,
        capture_output=True,
        check=True,
    )
    with tarfile.open(fileobj=BytesIO(archive.stdout)) as tar:
        return {
            member.name: content.read()
            for member in tar.getmembers()
            if (content := tar.extractfile(member))
        }


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def run(lines: list[str], folder: Path, environment: dict[str, str]) -> None:
    """Run each line in an empty folder, as somebody pastes it."""
    folder.mkdir()
    for line in lines:
        answer = subprocess.run(
            ["sh", "-c", line],  # noqa: S607
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=SECONDS,
        )
        assert answer.returncode == 0, answer.stderr


def test_the_printed_lines_install_our_plugin_byte_for_byte(
    api: Api,
    environment: dict[str, str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = printed_lines(api, capsys)
    folder = tmp_path / "site"

    run(lines, folder, environment)

    assert len(lines) == 2
    installed = files(folder / "wp-content/plugins/restart-registry")
    assert installed.pop("LICENSE.txt") == (PROJECT / "LICENSE").read_bytes()
    assert installed == committed(PLUGIN)


def test_the_lines_of_the_page_that_explains_it_do_so_too(
    api: Api, environment: dict[str, str], tmp_path: Path
) -> None:
    lines = commands_of_docs(api)
    folder = tmp_path / "site"

    run(lines, folder, environment)

    assert len(lines) == 5
    installed = files(folder / "wp-content/plugins/restart-registry")
    assert committed(PLUGIN).items() <= installed.items()
