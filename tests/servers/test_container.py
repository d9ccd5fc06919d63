"""Dockerfile and docker-compose.yml. The image can't be built here, but its steps can be taken."""

from __future__ import annotations

import re
import subprocess
import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
import yaml

from tests.servers.image import Image, command, copied, steps
from wordpress.local.folders import PROJECT
from wordpress.local.machine.ports import free_port
from wordpress.local.machine.processes import Program

SECONDS = 60
MIGRATE = ["python", "manage.py", "migrate", "--noinput"]


def settings(database: Path) -> dict[str, str]:
    return {
        "SECRET_KEY": "only-for-tests-" + "x" * 50,
        "ALLOWED_HOSTS": ".api.example.org",
        "DATABASE_URL": f"sqlite:///{database}",
        "WP_BASE_URL": "http://wordpress.test",
    }


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Image:
    return Image(tmp_path_factory.mktemp("app"))


class Container:
    """The image's command, on a port that is free here, with settings as a server has them."""

    def __init__(self, image: Image, folder: Path, database: Path) -> None:
        self.image, self.port = image, free_port()
        self.environment = {**image.environment, **settings(database)}
        self.program = Program(
            "the container's command",
            self._here(command("CMD")),
            mark=folder,
            log=folder / "log",
            environment=self.environment,
            folder=image.folder,
        )

    def health(self) -> subprocess.CompletedProcess[str]:
        """Ask as Docker does."""
        return subprocess.run(
            self._here(command("HEALTHCHECK")),
            cwd=self.image.folder,
            env=self.environment,
            capture_output=True,
            text=True,
        )

    def first_health(self) -> subprocess.CompletedProcess[str]:
        """Wait until it answers anything."""
        deadline = time.monotonic() + SECONDS
        while not (answer := self.health()).stdout:
            self.program.check_alive()
            assert time.monotonic() < deadline, answer.stderr
            time.sleep(0.1)
        return answer

    def _here(self, words: list[str]) -> list[str]:
        address = f"127.0.0.1:{self.port}"
        here = {"0.0.0.0:8000": address, "8000": str(self.port)}  # noqa: S104 -- that of the image
        return [here.get(word, word) for word in words]


@pytest.fixture
def start(image: Image, tmp_path: Path) -> Iterator[Callable[[Path], Container]]:
    started: list[Container] = []

    def start(database: Path) -> Container:
        started.append(Container(image, tmp_path, database))
        return started[-1]

    yield start
    for container in started:
        container.program.stop()


def services() -> dict[str, Any]:
    compose = yaml.safe_load((PROJECT / "docker-compose.yml").read_text())
    found: dict[str, Any] = compose["services"]
    return found


def test_it_serves_and_its_health_check_sees_how_it_is(
    image: Image, start: Callable[[Path], Container], tmp_path: Path
) -> None:
    database = tmp_path / "items.sqlite3"
    image.run(services()["migrate"]["command"], settings(database))
    container = start(database)
    well = container.first_health()
    page = requests.get(
        f"http://127.0.0.1:{container.port}/admin/login/",
        headers={"Host": "api.example.org"},
        timeout=SECONDS,
    )
    container.program.stop()
    gone = container.health()

    assert (well.returncode, well.stdout[:3]) == (0, "200")
    assert page.status_code == 200
    assert re.search(r"/static/admin/css/base\.\w+\.css", page.text)
    assert gone.returncode == 1


def test_the_health_check_sees_that_the_database_is_gone(
    start: Callable[[Path], Container], tmp_path: Path
) -> None:
    answer = start(tmp_path).first_health()  # a folder can't be opened as a database

    assert (answer.returncode, answer.stdout[:3]) == (1, "503")


def test_its_gunicorn_has_our_settings(image: Image, tmp_path: Path) -> None:
    print_them = [*command("CMD"), "--print-config"]

    used = image.run(print_them, settings(tmp_path / "items.sqlite3"))

    assert re.search(r"worker_class += restart_registry\.gunicorn_worker", used)
    assert re.search(r"^bind += \['0\.0\.0\.0:8000'\]", used, re.MULTILINE)
    assert re.search(r"^accesslog += None", used, re.MULTILINE)


def test_it_has_every_package_of_the_house() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())
    house = set(project["tool"]["importlinter"]["root_packages"])

    assert house - set(copied()) == set()


def test_what_it_copies_is_there_and_reaches_docker() -> None:
    lines = (PROJECT / ".dockerignore").read_text().split()
    sent = {line.removeprefix("!") for line in lines if line.startswith("!")}

    assert lines[0] == "*"
    assert sent == {*copied(), "requirements.txt"}
    assert [name for name in sent if not (PROJECT / name).exists()] == []


def test_it_holds_nothing_to_test_build_or_deploy() -> None:
    dockerfile = (PROJECT / "Dockerfile").read_text()
    runs = [rest for name, rest in steps() if name == "RUN"]

    assert set(re.findall(r"[\w.-]*requirements[\w.-]*", dockerfile)) == {
        "requirements.txt"
    }
    assert not [run for run in runs if re.search("apt|pip install|curl|gcc", run)]
    assert [run for run in runs if "pip uninstall" in run]
    assert not {"tests", "wordpress", "scripts", "deploy"} & set(copied())


def test_root_has_no_part_in_what_it_runs() -> None:
    names = [name for name, _ in steps()]
    users = [rest for name, rest in steps() if name == "USER"]

    assert users == ["api"]
    assert not {"RUN", "COPY", "ADD"} & set(names[names.index("USER") :])


def test_one_container_migrates_and_the_api_waits_for_it() -> None:
    all_services = services()
    migrating = {
        name
        for name, service in all_services.items()
        if "migrate" in service.get("command", [])
    }

    assert migrating == {"migrate"}
    assert all_services["migrate"]["command"] == MIGRATE
    assert all_services["migrate"]["restart"] == "no"
    assert "migrate" not in " ".join(command("CMD"))
    waits_for = all_services["api"]["depends_on"]
    assert waits_for["migrate"] == {"condition": "service_completed_successfully"}


def test_only_the_api_is_asked_for_its_health() -> None:
    ours = {
        name: service
        for name, service in services().items()
        if service.get("image") == "restart-registry-api"
    }

    asked = {name for name in ours if "healthcheck" not in ours[name]}
    assert (asked, len(ours)) == ({"api"}, 4)
    assert all(
        ours[name]["healthcheck"] == {"disable": True} for name in {*ours} - asked
    )
    for job in ("every-five-minutes", "every-day"):
        assert ours[job]["depends_on"] == {"api": {"condition": "service_healthy"}}
