"""Tests that the lines for Composer that `make run` prints install our plugin as it is."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from tests.gunicorn import Gunicorn
from tests.packages.composers import composer
from tests.packages.machine import Machine
from wordpress.local.accounts import Account
from wordpress.local.demo.composer_repository import make_composer_repository
from wordpress.local.demo.welcome import welcome
from wordpress.local.folders import PLUGIN, PROJECT

INSTALLERS = Path(__file__).parents[1] / "php" / "installers"
SECONDS = 120
CAST = {
    name: Account(number, name, f"{name}@example.org", "password", "1234 5678")
    for number, name in enumerate(("ada", "bob", "carol", "eve"))
}


class Api:
    """What `make run` starts, and where it stands; its commands are real ones."""

    def __init__(self, machine: Machine) -> None:
        self.gunicorn = Gunicorn(machine.settings)
        self.url = self.gunicorn.url
        machine.environment["PACKAGES_URL"] = f"{self.url}/packages"
        machine.environment["PACKAGES_METADATA_URL"] = f"{self.url}/packages"
        self._machine = machine

    def manage(self, *arguments: str) -> str:
        process = self._machine.manage(*arguments)
        assert process.returncode == 0, process.stderr
        return process.stdout


@pytest.fixture
def api(machine: Machine) -> Iterator[Api]:
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
    welcome(api.url, "http://wordpress.test", CAST, {"public": 1, "private": 2}, pages)
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
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


def test_the_printed_lines_install_our_plugin_byte_for_byte(
    api: Api,
    environment: dict[str, str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = printed_lines(api, capsys)
    folder = tmp_path / "site"
    folder.mkdir()

    for line in lines:
        answer = subprocess.run(
            ["sh", "-c", line],  # noqa: S607 - as somebody pastes it
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=SECONDS,
        )
        assert answer.returncode == 0, answer.stderr

    assert len(lines) == 2
    installed = files(folder / "wp-content/plugins/restart-registry")
    assert installed.pop("LICENSE.txt") == (PROJECT / "LICENSE").read_bytes()
    assert installed == committed(PLUGIN)
